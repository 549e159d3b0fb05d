<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActionText</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>重新列出</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再次检查</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Disable user</source>
        <translation>停用用户</translation>
    </message>
    <message>
        <source>Enable user</source>
        <translation>启用用户</translation>
    </message>
    <message>
        <source>Recalculate</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>Import opening balances</source>
        <translation>导入期初余额</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>无需处理</translation>
    </message>
    <message>
        <source>%1 to block %2</source>
        <translation>%1到区块 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 %2 项</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 项完成</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 项失败</translation>
    </message>
    <message>
        <source>%1 with nothing to do</source>
        <translation>%1 项无需处理</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 项等待中</translation>
    </message>
    <message>
        <source>There was nothing to do</source>
        <translation>没有需要处理的内容</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Waiting for the process that follows the chain</source>
        <translation>正在等待跟踪该链的进程</translation>
    </message>
    <message>
        <source>It failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>The chain is paused</source>
        <translation>该链已暂停</translation>
    </message>
    <message>
        <source>The chain is followed again</source>
        <translation>该链已恢复跟踪</translation>
    </message>
    <message>
        <source>The points are settled</source>
        <translation>积分已结算</translation>
    </message>
    <message>
        <source>The failure is set aside</source>
        <translation>该失败已搁置</translation>
    </message>
    <message>
        <source>The failure is listed again</source>
        <translation>该失败已重新列出</translation>
    </message>
    <message>
        <source>The nodes were checked; the chain goes on</source>
        <translation>已检查节点；该链继续</translation>
    </message>
    <message>
        <source>The chain went back to block %1 and goes on from there</source>
        <translation>该链已退回到区块 %1，并从那里继续</translation>
    </message>
    <message>
        <source>The chain was taken back and goes on from there</source>
        <translation>该链已退回，并从那里继续</translation>
    </message>
    <message>
        <source>The user gains nothing from %1 on, or until a later decision</source>
        <translation>从 %1 起，该用户不再获得积分（如有更晚的决定，则到该决定为止）</translation>
    </message>
    <message>
        <source>The user gains again from %1 on, or until a later decision</source>
        <translation>从 %1 起，该用户重新获得积分（如有更晚的决定，则到该决定为止）</translation>
    </message>
    <message>
        <source>Rates and exclusions are those of the configuration, also in settled time</source>
        <translation>积分率与排除名单已按配置生效，已结算的时间也不例外</translation>
    </message>
    <message>
        <source>The opening balances are recorded</source>
        <translation>期初余额已记录</translation>
    </message>
    <message>
        <source>The chain was paused already</source>
        <translation>该链此前已暂停</translation>
    </message>
    <message>
        <source>The chain was followed already</source>
        <translation>该链本来就在跟踪</translation>
    </message>
    <message>
        <source>The failure was not set aside, or is resolved</source>
        <translation>该失败未被搁置，或已解决</translation>
    </message>
    <message>
        <source>The failure was set aside before, or is resolved</source>
        <translation>该失败此前已搁置，或已解决</translation>
    </message>
    <message>
        <source>The failure was resolved already</source>
        <translation>该失败此前已解决</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 action %2</source>
        <translation>%1操作 %2</translation>
    </message>
    <message>
        <source>%1 cancelled</source>
        <translation>%1 项已取消</translation>
    </message>
    <message>
        <source>An operator cancelled it before it was done</source>
        <translation>执行前已被操作员取消</translation>
    </message>
    <message>
        <source>What waited is cancelled</source>
        <translation>等待中的部分已取消</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
</context>
<context>
    <name>ApplyNotes</name>
    <message>
        <source>The comments in the file are lost. The former file is kept beside it as %1.</source>
        <translation>文件中的注释会丢失。原文件保存在旁边，名为 %1。</translation>
    </message>
    <message>
        <source>The former file is kept beside it as %1.</source>
        <translation>原文件保存在旁边，名为 %1。</translation>
    </message>
    <message>
        <source>The database keeps the name, EVM chain id and contract of a chain for good: the engine does not start with others for the same chain.</source>
        <translation>数据库永久保存链的名称、EVM 链 ID 和合约：同一条链若改用其他值，引擎不会启动。</translation>
    </message>
    <message>
        <source>Nothing is copied into another database; “chainpoints migrate-storage” does that.</source>
        <translation>不会向另一个数据库复制任何内容；请用“chainpoints migrate-storage”复制。</translation>
    </message>
    <message>
        <source>The database keeps the interval of the points for good: the engine does not start with another one.</source>
        <translation>数据库永久保留积分的间隔：间隔不同时引擎不会启动。</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>%2 上的进程 %1</translation>
    </message>
    <message>
        <source>The engine of this window starts again with these settings.</source>
        <translation>本窗口的引擎将使用这些设置重新启动。</translation>
    </message>
    <message>
        <source>The chains are followed by %1, which reads these settings at its next start.</source>
        <translation>这些链由%1跟踪，它在下次启动时读取这些设置。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>These secrets are nowhere yet: %1. The engine does not start without them; the page Secrets stores them.</source>
        <translation>以下密钥尚未设置：%1。没有它们，引擎无法启动；请在“密钥”页中存储。</translation>
    </message>
</context>
<context>
    <name>ChainText</name>
    <message>
        <source>Not followed</source>
        <translation>未跟踪</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Process %1
on %2</source>
        <translation>进程 %1
位于 %2</translation>
    </message>
    <message>
        <source>No process follows this chain, so nothing new is credited. It goes on where it stopped as soon as the engine of this window or a daemon runs.</source>
        <translation>没有进程跟踪这条链，因此不会计入新的积分。本窗口的引擎或守护进程一旦运行，将从中断处继续。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>when the network says so</source>
        <translation>由网络决定</translation>
    </message>
    <message>
        <source>at any moment</source>
        <translation>随时</translation>
    </message>
    <message>
        <source>%1 to go, about %2</source>
        <translation>还差 %1 个区块，约 %2</translation>
    </message>
    <message>
        <source>%1 to go, time unknown</source>
        <translation>还差 %1 个区块，时间未知</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/分</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
</context>
<context>
    <name>DialogPrompts</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NotifyPreferences</name>
    <message>
        <source>This is no web address, as https://… is.</source>
        <translation>这不是网址，网址形如 https://…。</translation>
    </message>
    <message>
        <source>Only https is sent to other machines.</source>
        <translation>发往其他机器只能使用 https。</translation>
    </message>
</context>
<context>
    <name>PastText</name>
    <message>
        <source>Deep fork</source>
        <translation>深度分叉</translation>
    </message>
    <message>
        <source>Finality violated</source>
        <translation>终局性被破坏</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>期初余额</translation>
    </message>
    <message>
        <source>Recalculation</source>
        <translation>重新计算</translation>
    </message>
</context>
<context>
    <name>PointsProblems</name>
    <message>
        <source>“%1” is no time with a rate, such as 2026-01-01T00:00:00Z 0.05.</source>
        <translation>“%1”不是时间加积分率，例如 2026-01-01T00:00:00Z 0.05。</translation>
    </message>
    <message>
        <source>Each rate must begin later than the one before.</source>
        <translation>每条积分率的开始时间必须晚于前一条。</translation>
    </message>
    <message>
        <source>Give a whole number, 1 to %1.</source>
        <translation>请填写 1 到 %1 的整数。</translation>
    </message>
</context>
<context>
    <name>ProbeTexts</name>
    <message>
        <source>Find the name</source>
        <translation>查找名称</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>EVM chain id</source>
        <translation>EVM 链 ID</translation>
    </message>
    <message>
        <source>Newest block</source>
        <translation>最新区块</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Old state</source>
        <translation>历史状态</translation>
    </message>
    <message>
        <source>Time of an answer</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es)</source>
        <translation>
            <numerusform>%n 个地址</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1, %2 s old</source>
        <translation>%1，%2 秒前</translation>
    </message>
    <message>
        <source>%1 blocks at once; %2 are wanted</source>
        <translation>一次 %1 个区块；需要 %2 个</translation>
    </message>
    <message>
        <source>it has that of block %1</source>
        <translation>有区块 %1 的状态</translation>
    </message>
    <message>
        <source>%1 ms; 95 of 100 within %2 ms</source>
        <translation>%1 毫秒；95% 在 %2 毫秒内</translation>
    </message>
    <message>
        <source>it is there</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>it will be made</source>
        <translation>将会创建</translation>
    </message>
    <message>
        <source>it can be written</source>
        <translation>可以写入</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>current</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>version %1, becomes %2</source>
        <translation>版本 %1，将升级到 %2</translation>
    </message>
    <message>
        <source>%1 s apart</source>
        <translation>相差 %1 秒</translation>
    </message>
    <message>
        <source>Check the name in the address, and this machine&apos;s name server.</source>
        <translation>请检查地址中的名称和本机的域名服务器。</translation>
    </message>
    <message>
        <source>Check host and port, and that the server runs.</source>
        <translation>请检查主机和端口，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>Check that the address begins with the right http or https, and the certificate.</source>
        <translation>请检查地址开头的 http 或 https 是否正确，并检查证书。</translation>
    </message>
    <message>
        <source>Check the key or password, and that the plan pays for this.</source>
        <translation>请检查密钥或密码，以及套餐是否包含此项。</translation>
    </message>
    <message>
        <source>The node is of another network: check the EVM chain id, or give another node.</source>
        <translation>该节点属于另一个网络：请检查 EVM 链 ID，或换一个节点。</translation>
    </message>
    <message>
        <source>The node is behind its network: wait, or give another node.</source>
        <translation>该节点落后于网络：请等待，或换一个节点。</translation>
    </message>
    <message>
        <source>The node limits requests: try again later, or give another node.</source>
        <translation>该节点限制请求：请稍后再试，或换一个节点。</translation>
    </message>
    <message>
        <source>This node cannot do it: give another node.</source>
        <translation>该节点做不到：请换一个节点。</translation>
    </message>
    <message>
        <source>Check the start block.</source>
        <translation>请检查起始区块。</translation>
    </message>
    <message>
        <source>Only opening balances need it; then give an archive node.</source>
        <translation>只有期初余额才需要；那时请使用归档节点。</translation>
    </message>
    <message>
        <source>It is slow: try again, or give another one.</source>
        <translation>响应太慢：请重试，或换一个。</translation>
    </message>
    <message>
        <source>Check path, host, user and password.</source>
        <translation>请检查路径、主机、用户和密码。</translation>
    </message>
    <message>
        <source>Upgrade the server.</source>
        <translation>请升级服务器。</translation>
    </message>
    <message>
        <source>Grant the user all rights on this database.</source>
        <translation>请授予该用户此数据库的全部权限。</translation>
    </message>
    <message>
        <source>Give an empty database, or one of this program.</source>
        <translation>请使用空数据库，或本程序的数据库。</translation>
    </message>
    <message>
        <source>Set both clocks.</source>
        <translation>请校准两边的时钟。</translation>
    </message>
</context>
<context>
    <name>ReasonText</name>
    <message>
        <source>Stored rows were changed or lost. Repair them, then retry; &quot;chainpoints audit&quot; lists what does not add up.</source>
        <translation>已存储的记录被改动或丢失。请先修复再重试；“chainpoints audit”会列出不一致之处。</translation>
    </message>
    <message>
        <source>A balance does not follow from the one before it</source>
        <translation>余额与前一条记录不衔接</translation>
    </message>
    <message>
        <source>The balance is not the one that the ledger ends with</source>
        <translation>余额与账本末尾的余额不一致</translation>
    </message>
    <message>
        <source>The balance falls below zero</source>
        <translation>余额降到零以下</translation>
    </message>
    <message>
        <source>What the user held before the start block is missing. Import the opening balances (chainpoints import-opening), then retry.</source>
        <translation>缺少用户在起始区块之前持有的余额。请导入期初余额 (chainpoints import-opening)，然后重试。</translation>
    </message>
    <message>
        <source>The ledger&apos;s rows are out of order</source>
        <translation>账本记录的顺序有误</translation>
    </message>
    <message>
        <source>An amount has the wrong sign</source>
        <translation>金额的正负号有误</translation>
    </message>
    <message>
        <source>A row of the ledger cannot be read</source>
        <translation>账本中有一条记录无法读取</translation>
    </message>
    <message>
        <source>Without a code</source>
        <translation>没有代码</translation>
    </message>
</context>
<context>
    <name>SecretTexts</name>
    <message>
        <source>it cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>it cannot be looked for</source>
        <translation>无法查找</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>nowhere; the API makes a token of its own</source>
        <translation>未设置；API 自行生成令牌</translation>
    </message>
    <message>
        <source>environment: %1</source>
        <translation>环境变量：%1</translation>
    </message>
    <message>
        <source>credentials of the service</source>
        <translation>服务的凭据</translation>
    </message>
    <message>
        <source>file: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>keychain</source>
        <translation>钥匙串</translation>
    </message>
    <message>
        <source>The environment comes first: what is stored here is not used while it is set there.</source>
        <translation>环境变量优先：只要设置了它，此处存储的值就不会使用。</translation>
    </message>
    <message>
        <source>Without it the engine does not start.</source>
        <translation>没有它，引擎无法启动。</translation>
    </message>
    <message>
        <source>The API then goes by the token that it made itself.</source>
        <translation>此后 API 使用自行生成的令牌。</translation>
    </message>
    <message>
        <source>Name a folder as secrets_dir in the configuration&apos;s file, which then keeps secrets in files; or start the program with %1 set.</source>
        <translation>在配置文件中以 secrets_dir 指定一个文件夹，密钥便可保存在文件中；或者在启动程序时设置 %1。</translation>
    </message>
    <message>
        <source>Keep it in a file, or start the program with %1 set.</source>
        <translation>请保存在文件中，或者在启动程序时设置 %1。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>SettingNames</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Use small letters, digits and hyphens, such as base-sepolia; at most 64.</source>
        <translation>请使用小写字母、数字和连字符，例如 base-sepolia，最多 64 个字符。</translation>
    </message>
    <message>
        <source>An address is 0x and 40 hexadecimal digits.</source>
        <translation>地址由 0x 和 40 位十六进制数字组成。</translation>
    </message>
    <message>
        <source>The checksum in this address does not match: a digit is wrong. Copy it once more.</source>
        <translation>该地址的校验和不匹配：其中有字符错误，请重新复制。</translation>
    </message>
    <message>
        <source>Give at least one address of a node.</source>
        <translation>请至少填写一个节点地址。</translation>
    </message>
    <message>
        <source>“%1” is no http or https address.</source>
        <translation>“%1”不是 http 或 https 地址。</translation>
    </message>
    <message>
        <source>Give the network&apos;s number, such as 11155111 for Sepolia.</source>
        <translation>请填写网络编号，例如 Sepolia 为 11155111。</translation>
    </message>
    <message>
        <source>Give the block in which the contract was made, or 0.</source>
        <translation>请填写合约创建时所在的区块，或填 0。</translation>
    </message>
    <message>
        <source>Give a number from 0 to 10,000, or safe, or finalized.</source>
        <translation>请填写 0 到 10,000 之间的数字，或 safe、finalized。</translation>
    </message>
    <message>
        <source>Give milliseconds, 10 to 3,600,000.</source>
        <translation>请填写毫秒数，10 到 3,600,000。</translation>
    </message>
    <message>
        <source>Give a number of blocks, 0 to 100,000.</source>
        <translation>请填写区块数，0 到 100,000。</translation>
    </message>
</context>
<context>
    <name>StorageProblems</name>
    <message>
        <source>A password is not written into the file: give {secret:NAME}, with a name of yours.</source>
        <translation>密码不写入文件：请填写 {secret:名称}，名称由您自定。</translation>
    </message>
    <message>
        <source>Give 1 to 64 characters.</source>
        <translation>请填写 1 到 64 个字符。</translation>
    </message>
    <message>
        <source>Give the path of a file, not of a folder.</source>
        <translation>请填写文件的路径，而不是文件夹的路径。</translation>
    </message>
    <message>
        <source>Give a number, 1 to 65535.</source>
        <translation>请填写 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>Give an address that begins with redis:// or rediss://.</source>
        <translation>请填写以 redis:// 或 rediss:// 开头的地址。</translation>
    </message>
    <message>
        <source>Give 1 to 64 letters, digits, or . : _ -</source>
        <translation>请填写 1 到 64 个字母、数字或 . : _ -</translation>
    </message>
    <message>
        <source>Give milliseconds, 10 to 60,000.</source>
        <translation>请填写毫秒数，10 到 60,000。</translation>
    </message>
    <message>
        <source>“%1” is no HOST:PORT.</source>
        <translation>“%1”不是 主机:端口。</translation>
    </message>
</context>
<context>
    <name>chainpoints::AboutDialog</name>
    <message>
        <source>About chainpoints</source>
        <translation>关于 chainpoints</translation>
    </message>
    <message>
        <source>Exact points for the holders of a token, on every chain it lives on.</source>
        <translation>为代币持有人在每条链上精确计算积分。</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Nodes of the demo</source>
        <translation>演示节点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>chainpoints::ActionsModel</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Asked at (%1)</source>
        <translation>请求时间 (%1)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>By</source>
        <translation>请求者</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>chainpoints::ActionsPage</name>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Nobody asked for anything yet</source>
        <translation>还没有人请求过操作</translation>
    </message>
    <message>
        <source>Pauses, retries and the like show here, whoever asked for them and wherever: in a window, on the command line, by HTTP.</source>
        <translation>暂停、重试等操作会显示在这里，无论由谁、在何处请求：窗口、命令行或 HTTP。</translation>
    </message>
    <message>
        <source>The actions cannot be read</source>
        <translation>无法读取操作</translation>
    </message>
    <message>
        <source>Select an action to see its parts.</source>
        <translation>选择一项操作以查看其各部分。</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>%1, failure %2</source>
        <translation>%1，失败项 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>Parts of the selected action</source>
        <translation>所选操作的各部分</translation>
    </message>
    <message>
        <source>Action %1: %2, asked at %3: %4</source>
        <translation>操作 %1：%2，请求时间 %3：%4</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余部分</translation>
    </message>
    <message>
        <source>Cancel what still waits of the selected action</source>
        <translation>取消所选操作中仍在等待的部分</translation>
    </message>
    <message>
        <source>What the engine has not begun is not done any more; what is done stays</source>
        <translation>引擎尚未开始的部分不再执行；已完成的保持不变</translation>
    </message>
</context>
<context>
    <name>chainpoints::ActivityPanel</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
</context>
<context>
    <name>chainpoints::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>What is chosen here applies at once, for this person on this machine. The menu View has the same.</source>
        <translation>此处的选择立即生效，只对本机上的当前用户有效。“视图”菜单中的设置与此相同。</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>时区(&amp;Z)</translation>
    </message>
    <message>
        <source>Local time (%1)</source>
        <translation>本地时间（%1）</translation>
    </message>
</context>
<context>
    <name>chainpoints::ApplyDialog</name>
    <message>
        <source>Apply changes</source>
        <translation>应用更改</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to %1</source>
        <translation>
            <numerusform>对 %1 的 %n 处更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
</context>
<context>
    <name>chainpoints::BalanceChart</name>
    <message>
        <source>The balance has never changed on this chain.</source>
        <translation>该用户在这条链上的余额从未变动。</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Balance in %1</source>
        <translation>余额 (%1)</translation>
    </message>
    <message>
        <source>Balance over time</source>
        <translation>余额变化</translation>
    </message>
    <message>
        <source>%1; at the end %2. Arrow keys move, plus and minus zoom, 0 shows everything.</source>
        <translation>%1；期末为 %2。方向键移动，加减号缩放，0 键显示全部。</translation>
    </message>
    <message>
        <source>%1
Balance %2
Zoom in to see every change</source>
        <translation>%1
余额 %2
放大可查看每次变动</translation>
    </message>
    <message>
        <source>%1
Balance %2</source>
        <translation>%1
余额 %2</translation>
    </message>
</context>
<context>
    <name>chainpoints::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>chainpoints::CachePage</name>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Keeps blocks until they are confirmed; without it they are fetched again. embedded is in the database, redis a server.</source>
        <translation>保存尚未确认的区块；没有它时会重新获取。embedded 在数据库内，redis 是服务器。</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>redis://HOST:PORT/NUMBER, rediss:// with TLS; a password as :{secret:NAME}@ before the host.</source>
        <translation>redis://主机:端口/编号，使用 TLS 时为 rediss://；密码写在主机之前，形如 :{secret:名称}@。</translation>
    </message>
    <message>
        <source>Ke&amp;y prefix</source>
        <translation>键前缀(&amp;Y)</translation>
    </message>
    <message>
        <source>Two installations on one server need different ones.</source>
        <translation>同一服务器上的两套安装需要不同的前缀。</translation>
    </message>
    <message>
        <source>&amp;Patience (ms)</source>
        <translation>等待上限（毫秒）(&amp;P)</translation>
    </message>
    <message>
        <source>Milliseconds that the server may be silent; the default is 2000.</source>
        <translation>服务器可以不应答的毫秒数；默认为 2000。</translation>
    </message>
    <message>
        <source>Se&amp;ntinels</source>
        <translation>哨兵(&amp;N)</translation>
    </message>
    <message>
        <source>HOST:PORT, one a line; the host in the address is then the master&apos;s name. Empty: there are none.</source>
        <translation>主机:端口，每行一个；此时地址中的主机是主节点的名称。留空表示没有哨兵。</translation>
    </message>
    <message>
        <source>Sentinels&apos; pass&amp;word</source>
        <translation>哨兵的密码(&amp;W)</translation>
    </message>
    <message>
        <source>As {secret:NAME}; its value is stored on the page Secrets.</source>
        <translation>写作 {secret:名称}；其值在“密钥”页中存储。</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>类型(&amp;I)</translation>
    </message>
</context>
<context>
    <name>chainpoints::Card</name>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
</context>
<context>
    <name>chainpoints::CellsTable</name>
    <message>
        <source>Copy this cell</source>
        <translation>复制此单元格</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainActions</name>
    <message>
        <source>Check again</source>
        <translation>再次检查</translation>
    </message>
    <message>
        <source>Ask the nodes of %1 whether they have its last processed block?</source>
        <translation>询问 %1 的节点是否有其最后处理的区块？</translation>
    </message>
    <message>
        <source>Where a fork has replaced blocks, no deeper than is allowed, they are taken back and followed anew.</source>
        <translation>如果分叉在允许的深度内替换了区块，这些区块将被撤回并重新跟踪。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop following this chain until it is resumed; nothing is lost</source>
        <translation>停止跟踪这条链，直到恢复为止；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Follow this chain again; the missed time is processed and credited</source>
        <translation>重新跟踪这条链；错过的时段会补处理并计入积分</translation>
    </message>
    <message>
        <source>Check again…</source>
        <translation>再次检查…</translation>
    </message>
    <message>
        <source>Ask the nodes whether they have the last processed block; a halted chain goes on where they do</source>
        <translation>询问节点是否有最后处理的区块；若有，已停止的链会继续</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 requested. No process follows this chain; the next one that does will do it.</source>
        <translation>已请求：%1。目前没有进程跟踪此链；下一个跟踪它的进程会执行。</translation>
    </message>
    <message>
        <source>%1 requested…</source>
        <translation>已请求：%1…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>回滚…</translation>
    </message>
    <message>
        <source>Take this chain back to a block, and follow what is behind it anew</source>
        <translation>将此链退回到某个区块，并重新跟踪其后的内容</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainChoice</name>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>All chains</source>
        <translation>所有链</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainDetail</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合约</translation>
    </message>
    <message>
        <source>EVM chain id</source>
        <translation>EVM 链 ID</translation>
    </message>
    <message>
        <source>Followed by</source>
        <translation>跟踪进程</translation>
    </message>
    <message>
        <source>Start block</source>
        <translation>起始区块</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>确认数</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Balance changes</source>
        <translation>余额变动</translation>
    </message>
    <message>
        <source>Skipped logs</source>
        <translation>已跳过的日志</translation>
    </message>
    <message>
        <source>Blocks to go</source>
        <translation>待处理区块</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Select a chain to see everything that is known of it.</source>
        <translation>选择一条链以查看其全部信息。</translation>
    </message>
    <message>
        <source>Last error: %1</source>
        <translation>最近的错误：%1</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>最新区块</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Last processed block</source>
        <translation>最近已处理区块的时间</translation>
    </message>
    <message>
        <source>Since %1: %2</source>
        <translation>自 %1 起：%2</translation>
    </message>
    <message>
        <source>Unconfirmed blocks</source>
        <translation>未确认区块</translation>
    </message>
    <message>
        <source>Next confirmation</source>
        <translation>下一次确认</translation>
    </message>
    <message>
        <source>All confirmed</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Healed forks</source>
        <translation>已修复的分叉</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainForm</name>
    <message>
        <source>Chain &amp;name</source>
        <translation>链名称(&amp;N)</translation>
    </message>
    <message>
        <source>What you call this chain, on screen and in reports.</source>
        <translation>您对这条链的称呼，用于界面和报表。</translation>
    </message>
    <message>
        <source>EVM chain &amp;id</source>
        <translation>EVM 链 ID(&amp;I)</translation>
    </message>
    <message>
        <source>The network&apos;s own number.</source>
        <translation>网络自身的编号。</translation>
    </message>
    <message>
        <source>Contract &amp;address</source>
        <translation>合约地址(&amp;A)</translation>
    </message>
    <message>
        <source>The ERC-20 token whose holders gain points.</source>
        <translation>其持有人获得积分的 ERC-20 代币。</translation>
    </message>
    <message>
        <source>Start &amp;block</source>
        <translation>起始区块(&amp;B)</translation>
    </message>
    <message>
        <source>The block in which the contract was made; earlier blocks are not read.</source>
        <translation>合约创建时所在的区块；不读取更早的区块。</translation>
    </message>
    <message>
        <source>RPC a&amp;ddresses</source>
        <translation>RPC 地址(&amp;D)</translation>
    </message>
    <message>
        <source>C&amp;onfirmations</source>
        <translation>确认数(&amp;O)</translation>
    </message>
    <message>
        <source>How many blocks must follow before a block counts; or safe, or finalized.</source>
        <translation>一个区块之后须有多少区块才算确认；也可填 safe 或 finalized。</translation>
    </message>
    <message>
        <source>off believes the nodes; bloom finds most logs that are left out; full finds all and costs more requests.</source>
        <translation>off 相信节点；bloom 能发现大多数遗漏的日志；full 能发现全部，但请求更多。</translation>
    </message>
    <message>
        <source>Dee&amp;pest fork</source>
        <translation>最深分叉(&amp;P)</translation>
    </message>
    <message>
        <source>Blocks that a fork may replace after they counted; the default is 256.</source>
        <translation>已计入的区块中允许被分叉替换的数量；默认 256。</translation>
    </message>
    <message>
        <source>Milliseconds between two looks at the head; the default is 2000.</source>
        <translation>两次查看链头之间的毫秒数；默认 2000。</translation>
    </message>
    <message>
        <source>Ask &amp;every (ms)</source>
        <translation>询问间隔（毫秒）(&amp;E)</translation>
    </message>
    <message>
        <source>One node a line, the first is asked first. More than one protects from a node that fails or lies. A key is best written as {secret:NAME}, and stored on the page Secrets.</source>
        <translation>每行一个节点，先询问第一个。多个节点可以防止某个节点出错或说谎。密钥最好写成 {secret:名称}，并在“密钥”页中存储。</translation>
    </message>
    <message>
        <source>Check of lo&amp;gs</source>
        <translation>日志核对(&amp;G)</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainStrip</name>
    <message>
        <source>%1 (out of date)</source>
        <translation>%1（已过时）</translation>
    </message>
    <message>
        <source>no answer from its nodes yet</source>
        <translation>节点尚未应答</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Newest block: %1</source>
        <translation>最新区块：%1</translation>
    </message>
    <message>
        <source>Confirmed up to block %1</source>
        <translation>已确认至区块 %1</translation>
    </message>
    <message>
        <source>Processed up to block %1</source>
        <translation>已处理至区块 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln block(s) behind</source>
        <translation>
            <numerusform>落后 %Ln 个区块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chain(s)</source>
        <translation>
            <numerusform>%n 条链</numerusform>
        </translation>
    </message>
    <message>
        <source>Time of that block: %1</source>
        <translation>该区块时间：%1</translation>
    </message>
    <message>
        <source>Points settled up to %1</source>
        <translation>积分已结算至 %1</translation>
    </message>
    <message>
        <source>last block of %1</source>
        <translation>最新区块 %1</translation>
    </message>
    <message>
        <source>at block %1</source>
        <translation>位于区块 %1</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainsModel</name>
    <message>
        <source>Points of all users are settled up to this block and hour</source>
        <translation>所有用户的积分已结算至该区块和时刻</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>最新区块</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Processed</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Followed by</source>
        <translation>跟踪进程</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>%1 to go</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 % · %2 left</source>
        <translation>%1 % · 剩余 %2</translation>
    </message>
    <message>
        <source>%1 % · end unknown</source>
        <translation>%1 % · 剩余时间未知</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>落后</translation>
    </message>
    <message>
        <source>Calculated (%1)</source>
        <translation>已结算 (%1)</translation>
    </message>
    <message>
        <source>Nodes without a fault, of those that the configuration names</source>
        <translation>配置中的节点里无故障的数量</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Processed: %1 %
Points settled: %2 %</source>
        <translation>已处理：%1 %
积分已结算：%2 %</translation>
    </message>
    <message>
        <source>Blocks that were processed lately, in a second or minute</source>
        <translation>最近每秒或每分钟处理的区块数</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Blocks from the last processed one to the head, also those that wait for confirmations; below it, where the chain is not up to date, the age of the last processed block</source>
        <translation>从最近已处理区块到最新区块之间的区块数，包括等待确认的区块；若该链尚未同步到最新，下方为最近已处理区块距今的时间</translation>
    </message>
    <message>
        <source>unconfirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>最新块 %1 前</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainsPage</name>
    <message>
        <source>Chains</source>
        <translation>链</translation>
    </message>
    <message>
        <source>(new)</source>
        <translation>（新）</translation>
    </message>
    <message>
        <source>Chains that are followed</source>
        <translation>正在跟踪的链</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>EVM chain id</source>
        <translation>EVM 链 ID</translation>
    </message>
    <message>
        <source>Add &amp;chain</source>
        <translation>添加链(&amp;C)</translation>
    </message>
    <message>
        <source>Removing a chain deletes no data: it is no longer followed, and its users, balances and points stay in the database.</source>
        <translation>移除链不会删除数据：只是不再跟踪，其用户、余额和积分仍保留在数据库中。</translation>
    </message>
    <message>
        <source>No chain is followed</source>
        <translation>没有跟踪任何链</translation>
    </message>
    <message>
        <source>At least one is needed.</source>
        <translation>至少需要一条。</translation>
    </message>
    <message>
        <source>Add a chain</source>
        <translation>添加一条链</translation>
    </message>
    <message>
        <source>&amp;Remove chain</source>
        <translation>移除链(&amp;R)</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChangesTable</name>
    <message>
        <source>What changes</source>
        <translation>更改的内容</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>更改后</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>chainpoints::ChartExport</name>
    <message>
        <source>Save the charts</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save or copy the charts</source>
        <translation>保存或复制图表</translation>
    </message>
    <message>
        <source>Saves the charts as a picture, or their data</source>
        <translation>将图表保存为图片，或保存其数据</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as PNG, twice as large…</source>
        <translation>保存为 PNG（两倍大小）…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Save the data as CSV…</source>
        <translation>将数据保存为 CSV…</translation>
    </message>
    <message>
        <source>Copy the data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Balance as of %1</source>
        <translation>余额截至 %1</translation>
    </message>
    <message>
        <source>Points as of %1; times in %2</source>
        <translation>积分截至 %1；时间为 %2</translation>
    </message>
</context>
<context>
    <name>chainpoints::ColumnMenu</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>默认列</translation>
    </message>
    <message>
        <source>Move %1 to the left</source>
        <translation>将“%1”左移</translation>
    </message>
    <message>
        <source>Move %1 to the right</source>
        <translation>将“%1”右移</translation>
    </message>
</context>
<context>
    <name>chainpoints::DatabasePage</name>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>数据库文件</translation>
    </message>
    <message>
        <source>Databases (*.db)</source>
        <translation>数据库 (*.db)</translation>
    </message>
    <message>
        <source>sqlite is a file on this machine; mysql a server, MySQL or MariaDB.</source>
        <translation>sqlite 是本机上的一个文件；mysql 是服务器，MySQL 或 MariaDB。</translation>
    </message>
    <message>
        <source>&amp;Database file</source>
        <translation>数据库文件(&amp;D)</translation>
    </message>
    <message>
        <source>Is made if it is not there. Counted from the configuration&apos;s folder.</source>
        <translation>不存在时会新建。相对路径从配置文件所在的文件夹算起。</translation>
    </message>
    <message>
        <source>H&amp;ost</source>
        <translation>主机(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>Database &amp;name</source>
        <translation>数据库名称(&amp;N)</translation>
    </message>
    <message>
        <source>It must be there; its tables are made.</source>
        <translation>它必须已存在；其中的表会自动建立。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>It needs all rights on this database.</source>
        <translation>需要对该数据库的全部权限。</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The name of a secret as {secret:NAME}; its value is stored on the page Secrets.</source>
        <translation>以 {secret:名称} 写出密钥的名称；其值在“密钥”页中存储。</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>类型(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Encryption</source>
        <translation>加密(&amp;E)</translation>
    </message>
    <message>
        <source>required, but for a server on this machine</source>
        <translation>必须加密，服务器在本机时除外</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必须加密</translation>
    </message>
    <message>
        <source>not required</source>
        <translation>不要求加密</translation>
    </message>
    <message>
        <source>Trusted autho&amp;rities</source>
        <translation>信任的颁发机构(&amp;R)</translation>
    </message>
    <message>
        <source>A PEM file: the server must show a certificate of one of these.</source>
        <translation>PEM 文件：服务器必须出示其中之一签发的证书。</translation>
    </message>
    <message>
        <source>Own &amp;certificate</source>
        <translation>自己的证书(&amp;C)</translation>
    </message>
    <message>
        <source>A PEM file, where the server asks for one; with its key below.</source>
        <translation>PEM 文件，仅在服务器要求时填写；私钥填在下面。</translation>
    </message>
    <message>
        <source>&amp;Key of the certificate</source>
        <translation>证书的私钥(&amp;K)</translation>
    </message>
</context>
<context>
    <name>chainpoints::Desktop</name>
    <message>
        <source>Reading the configuration…</source>
        <translation>正在读取配置…</translation>
    </message>
    <message>
        <source>Starting two local chains…</source>
        <translation>正在启动两条本地链…</translation>
    </message>
    <message>
        <source>Applying the settings…</source>
        <translation>正在应用设置…</translation>
    </message>
    <message>
        <source>Starting again…</source>
        <translation>正在重新启动…</translation>
    </message>
</context>
<context>
    <name>chainpoints::DesktopChannels</name>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>the server answers with HTTP status %1</source>
        <translation>服务器返回 HTTP 状态 %1</translation>
    </message>
</context>
<context>
    <name>chainpoints::DismissDialog</name>
    <message>
        <source>Dismiss failures</source>
        <translation>搁置失败项</translation>
    </message>
    <message>
        <source>%1 selected. Dismissed failures leave the list of the open ones; the points stay missing until a retry settles them.</source>
        <translation>已选择 %1 项。搁置的失败项不再列入未解决项；在重试将其结算之前，这些积分仍然缺失。</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Needed: why they need no work now</source>
        <translation>必填：为何目前无需处理</translation>
    </message>
    <message>
        <source>Dismiss %1</source>
        <translation>搁置 %1 项</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>chainpoints::DrawerSplitter</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Shows or hides the details (Ctrl+I)</source>
        <translation>显示或隐藏详情 (Ctrl+I)</translation>
    </message>
</context>
<context>
    <name>chainpoints::EndpointsModel</name>
    <message>
        <source>Not asked yet</source>
        <translation>尚未询问</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>In use, with faults</source>
        <translation>使用中，有故障</translation>
    </message>
    <message>
        <source>How many of the last calls were without a fault, in percent; a wrong answer counts as several</source>
        <translation>最近的调用中没有故障的百分比；一次错误的回答按多次计算</translation>
    </message>
    <message>
        <source>Calls that failed, and all calls, since the process that follows the chain started</source>
        <translation>自跟踪此链的进程启动以来失败的调用数和全部调用数</translation>
    </message>
    <message>
        <source>Blocks behind the best known head</source>
        <translation>落后于已知最高链头的区块数</translation>
    </message>
    <message>
        <source>Answers that cannot be right, and logs left out</source>
        <translation>不可能正确的回答，以及被遗漏的日志</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Blocks behind</source>
        <translation>落后区块</translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation>错误回答</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>至 %1</translation>
    </message>
</context>
<context>
    <name>chainpoints::EndpointsTable</name>
    <message>
        <source>Endpoints of the chain</source>
        <translation>此链的节点</translation>
    </message>
</context>
<context>
    <name>chainpoints::ExplorerAction</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Explorer</source>
        <translation>区块浏览器</translation>
    </message>
    <message>
        <source>No explorer of this network is known</source>
        <translation>不知道此网络的区块浏览器</translation>
    </message>
    <message>
        <source>Opens %1 in the browser</source>
        <translation>在网页浏览器中打开 %1</translation>
    </message>
</context>
<context>
    <name>chainpoints::ExplorerButton</name>
    <message>
        <source>Show the contract</source>
        <translation>查看合约</translation>
    </message>
    <message>
        <source>Show the last processed block</source>
        <translation>查看最后处理的区块</translation>
    </message>
</context>
<context>
    <name>chainpoints::ExportDialog</name>
    <message>
        <source>Cancelled. No file was written.</source>
        <translation>已取消，没有写入任何文件。</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>The user is no address: 0x and 40 hexadecimal digits.</source>
        <translation>用户不是地址：应为 0x 加 40 位十六进制数字。</translation>
    </message>
    <message>
        <source>The end is before the beginning.</source>
        <translation>结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>Say which file to write.</source>
        <translation>请指定要写入的文件。</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Writing… Rows so far: %1</source>
        <translation>正在写入……已写 %1 行</translation>
    </message>
    <message>
        <source>Written: %1. Rows: %2</source>
        <translation>已写入：%1，共 %2 行</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>报表(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation>链(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>Address; empty: all users</source>
        <translation>地址；留空表示所有用户</translation>
    </message>
    <message>
        <source>Also failures that are re&amp;solved</source>
        <translation>也包括已解决的失败(&amp;S)</translation>
    </message>
    <message>
        <source>As &amp;of (%1)</source>
        <translation>截至(&amp;O)（%1）</translation>
    </message>
    <message>
        <source>Fro&amp;m (%1)</source>
        <translation>从(&amp;M)（%1）</translation>
    </message>
    <message>
        <source>&amp;To, excluded (%1)</source>
        <translation>到(&amp;T)，不含（%1）</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>选择(&amp;H)…</translation>
    </message>
    <message>
        <source>CSV in UTF-8. Times in the file are Unix seconds, that is UTC.</source>
        <translation>UTF-8 编码的 CSV。文件中的时间为 Unix 秒，即 UTC。</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>复制路径(&amp;P)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation>请至少选择一列。</translation>
    </message>
    <message>
        <source>Only these colum&amp;ns</source>
        <translation>仅导出这些列(&amp;N)</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>文件的列</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Those that match the filter</source>
        <translation>符合筛选条件的行</translation>
    </message>
    <message>
        <source>The selected ones (%1)</source>
        <translation>所选的行 (%1)</translation>
    </message>
    <message>
        <source>Ro&amp;ws</source>
        <translation>行(&amp;W)</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailureDetail</name>
    <message>
        <source>%1 on %2</source>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>The points of this time are settled.</source>
        <translation>该时段的积分已结算。</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>After block</source>
        <translation>起点区块（不含）</translation>
    </message>
    <message>
        <source>Up to block</source>
        <translation>终点区块（含）</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块数</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Select a failure to see it in full.</source>
        <translation>选择一项失败以查看完整信息。</translation>
    </message>
    <message>
        <source>The selected failure</source>
        <translation>所选失败</translation>
    </message>
    <message>
        <source>Show user</source>
        <translation>查看用户</translation>
    </message>
    <message>
        <source>Show this user</source>
        <translation>查看该用户</translation>
    </message>
    <message>
        <source>Points missing from</source>
        <translation>积分缺失起点</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>积分缺失终点</translation>
    </message>
    <message>
        <source>Last attempt</source>
        <translation>最近尝试</translation>
    </message>
    <message>
        <source>Dismissed by %1 at %2: %3</source>
        <translation>由 %1 于 %2 搁置：%3</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Detail: %1</source>
        <translation>详情：%1</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>None is needed</source>
        <translation>无需再试</translation>
    </message>
    <message>
        <source>Not before %1</source>
        <translation>不早于 %1</translation>
    </message>
    <message>
        <source>Only when asked for</source>
        <translation>仅在请求时</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>查看日志</translation>
    </message>
    <message>
        <source>Show what the log says of this chain</source>
        <translation>查看日志中关于此链的内容</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailureFilterBar</name>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Failures to show</source>
        <translation>要显示的失败</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Search the failures</source>
        <translation>搜索失败</translation>
    </message>
    <message>
        <source>Address or reason</source>
        <translation>地址或原因</translation>
    </message>
    <message>
        <source>Part of an address or of what a reason says (Ctrl+F); Esc clears it</source>
        <translation>地址或原因文字的一部分 (Ctrl+F)；Esc 清除</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailureHistory</name>
    <message>
        <source>%1, %2: %3. %4</source>
        <translation>%1，%2：%3。%4</translation>
    </message>
    <message>
        <source> (note: %1)</source>
        <translation>（备注：%1）</translation>
    </message>
    <message>
        <source>Asked by operators, newest first</source>
        <translation>操作员的请求（最新在前）</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailureRequests</name>
    <message>
        <source>The retry was not recorded: %1</source>
        <translation>重试请求未能记录：%1</translation>
    </message>
    <message>
        <source>It was not recorded: %1</source>
        <translation>未能记录：%1</translation>
    </message>
    <message>
        <source>Retry requested…</source>
        <translation>已请求重试…</translation>
    </message>
    <message>
        <source>Recorded. No process follows %1; the next one that does will do it.</source>
        <translation>已记录。目前没有进程在跟踪 %1；下一个跟踪它的进程将会执行。</translation>
    </message>
    <message>
        <source>Requested; waiting for the engine…</source>
        <translation>已请求，正在等待引擎…</translation>
    </message>
    <message>
        <source>%1 dismissed, %2 were settled or dismissed before</source>
        <translation>已搁置 %1 项，%2 项此前已结算或已搁置</translation>
    </message>
    <message>
        <source>%1 open again, %2 were not dismissed any more</source>
        <translation>%1 项重新列为未解决，%2 项此前已不再搁置</translation>
    </message>
    <message>
        <source>%1 dismissed</source>
        <translation>已搁置 %1 项</translation>
    </message>
    <message>
        <source>%1 open again</source>
        <translation>%1 项重新列为未解决</translation>
    </message>
    <message>
        <source>There was nothing to retry: no failure is open any more</source>
        <translation>没有可重试的内容：已无未解决的失败</translation>
    </message>
    <message>
        <source>Retry of %1: %2 settled, %3 still failing, %4 waiting. No process follows %5; the next one that does will go on.</source>
        <translation>重试 %1 项：%2 项已结算，%3 项仍然失败，%4 项等待中。目前没有进程跟踪 %5，将由下一个跟踪它的进程继续。</translation>
    </message>
    <message>
        <source>Retry of %1: %2 settled, %3 still failing, %4 waiting for the engine…</source>
        <translation>重试 %1 项：%2 项已结算，%3 项仍然失败，%4 项等待引擎处理…</translation>
    </message>
    <message>
        <source>Retry of %1: %2 settled, %3 still failing, %4 resolved before</source>
        <translation>重试 %1 项：%2 项已结算，%3 项仍然失败，%4 项此前已解决</translation>
    </message>
    <message>
        <source>Retry of %1: %2 settled, %3 still failing</source>
        <translation>重试 %1 项：%2 项已结算，%3 项仍然失败</translation>
    </message>
    <message>
        <source>the rest could not be cancelled: %1</source>
        <translation>其余部分无法取消：%1</translation>
    </message>
    <message>
        <source>%1 dismissed, %2 cancelled</source>
        <translation>%1 项已搁置，%2 项已取消</translation>
    </message>
    <message>
        <source>%1 open again, %2 cancelled</source>
        <translation>%1 项重新打开，%2 项已取消</translation>
    </message>
    <message>
        <source>Retry of %1: %2 settled, %3 still failing, %4 cancelled</source>
        <translation>重试 %1 项：%2 项已结算，%3 项仍失败，%4 项已取消</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailuresModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>等待引擎处理…</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已结算</translation>
    </message>
    <message>
        <source>Still fails: %1</source>
        <translation>仍然失败：%1</translation>
    </message>
    <message>
        <source>Not retried: %1</source>
        <translation>未重试：%1</translation>
    </message>
    <message>
        <source>%1
to %2</source>
        <translation>%1
至 %2</translation>
    </message>
    <message>
        <source>Ctrl+C copies it</source>
        <translation>按 Ctrl+C 复制</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Points missing (%1)</source>
        <translation>积分缺失时段 (%1)</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Not dismissed: %1</source>
        <translation>未搁置：%1</translation>
    </message>
    <message>
        <source>Not restored: %1</source>
        <translation>未重新列出：%1</translation>
    </message>
    <message>
        <source>an operator cancelled it</source>
        <translation>已被操作员取消</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailuresPanel</name>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Retry %1 selected</source>
        <translation>重试所选 %1 项</translation>
    </message>
    <message>
        <source>Retry selected</source>
        <translation>重试所选</translation>
    </message>
    <message>
        <source>The failures cannot be read now, so this is what was known last: %1</source>
        <translation>目前无法读取失败列表，以下为上次读取的内容：%1</translation>
    </message>
    <message>
        <source>The failures cannot be counted by reason now: %1</source>
        <translation>目前无法按原因统计失败：%1</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Refresh the failures</source>
        <translation>刷新失败列表</translation>
    </message>
    <message>
        <source>Also takes away what is settled by now (F5)</source>
        <translation>同时移除现已结算的条目 (F5)</translation>
    </message>
    <message>
        <source>Settles the points of the selected users once more (Ctrl+Enter)</source>
        <translation>重新结算所选用户的积分 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Show user</source>
        <translation>查看用户</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Dismiss…</source>
        <translation>搁置…</translation>
    </message>
    <message>
        <source>Sets the selected failures aside, with a note why (Delete)</source>
        <translation>将所选失败项搁置，并注明原因 (Delete)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>重新列出</translation>
    </message>
    <message>
        <source>Lists the selected failures as open again</source>
        <translation>将所选失败项重新列为未解决</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the dismissal</source>
        <translation>撤销搁置</translation>
    </message>
    <message>
        <source>Takes the dismissal back (Ctrl+Z)</source>
        <translation>撤回这次搁置 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Retry all %1…</source>
        <translation>重试全部 %1 项…</translation>
    </message>
    <message>
        <source>Retry all…</source>
        <translation>重试全部…</translation>
    </message>
    <message>
        <source>Retries every open failure of the chosen chains, also those further down (Ctrl+Shift+Enter)</source>
        <translation>重试所选链的全部未解决失败项，包括列表下方尚未显示的 (Ctrl+Shift+Enter)</translation>
    </message>
    <message>
        <source>Retry all with this reason…</source>
        <translation>重试所有同一原因的失败项…</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>查看日志</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余部分</translation>
    </message>
    <message>
        <source>Cancel what still waits</source>
        <translation>取消仍在等待的部分</translation>
    </message>
    <message>
        <source>What the engine has not begun is not done any more; what is done stays</source>
        <translation>引擎尚未开始的部分不再执行；已完成的保持不变</translation>
    </message>
</context>
<context>
    <name>chainpoints::FailuresTable</name>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>等待引擎处理…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>chainpoints::FindAction</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
</context>
<context>
    <name>chainpoints::HistoryPage</name>
    <message>
        <source>They show here as soon as the database can be read.</source>
        <translation>数据库恢复可读后会显示在这里。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>没有符合筛选条件的内容</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制行</translation>
    </message>
</context>
<context>
    <name>chainpoints::IncidentsModel</name>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Happened at (%1)</source>
        <translation>发生时间 (%1)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块数</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What is known</source>
        <translation>已知情况</translation>
    </message>
    <message>
        <source>Processed blocks that were replaced or taken back</source>
        <translation>被替换或撤回的已处理区块数</translation>
    </message>
    <message>
        <source>Users whose settled points became others</source>
        <translation>已结算积分发生变化的用户数</translation>
    </message>
</context>
<context>
    <name>chainpoints::IncidentsPage</name>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>尚未发生任何事件</translation>
    </message>
    <message>
        <source>Forks that reach below the processed block, chains that had to halt, and rollbacks show here, with what they changed.</source>
        <translation>深入到已处理区块以下的分叉、被迫停止的链以及回滚会显示在这里，并列出它们造成的变化。</translation>
    </message>
    <message>
        <source>The incidents cannot be read</source>
        <translation>无法读取事件</translation>
    </message>
    <message>
        <source>Select an incident to see its evidence and whose points it changed.</source>
        <translation>选择一个事件，查看其证据以及哪些用户的积分因此改变。</translation>
    </message>
    <message>
        <source>%1: %2 points before, %3 after; difference %4</source>
        <translation>%1：之前 %2 积分，之后 %3 积分；差额 %4</translation>
    </message>
    <message>
        <source>More of them under Restatements</source>
        <translation>更多内容见“更正”</translation>
    </message>
    <message>
        <source>%1 on %2, %3: %4</source>
        <translation>%1，%2，%3：%4</translation>
    </message>
    <message>
        <source>block %1, %2</source>
        <translation>区块 %1，%2</translation>
    </message>
    <message>
        <source>Last common block: %1</source>
        <translation>最后的共同区块：%1</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>之前：%1</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>之后：%1</translation>
    </message>
    <message>
        <source>Ledger rows removed: %1; users whose points became others: %2</source>
        <translation>移除的账本行：%1；积分改变的用户：%2</translation>
    </message>
    <message>
        <source>Over since %1</source>
        <translation>已于 %1 结束</translation>
    </message>
    <message>
        <source>The chain waits. It goes on by itself once its nodes have the old blocks again; to take the others, ask for a rollback: chainpoints rollback --chain %1 --to BLOCK --reason TEXT</source>
        <translation>该链正在等待。一旦节点重新提供原来的区块，它会自动继续；若要采用新的区块，请要求回滚：chainpoints rollback --chain %1 --to BLOCK --reason TEXT</translation>
    </message>
    <message>
        <source>The selected incident</source>
        <translation>所选事件</translation>
    </message>
    <message>
        <source>The users cannot be read: %1</source>
        <translation>无法读取用户：%1</translation>
    </message>
</context>
<context>
    <name>chainpoints::LogsModel</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>时间 (%1)</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>模块</translation>
    </message>
</context>
<context>
    <name>chainpoints::LogsPanel</name>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>%1 of %2 lines shown; the log file has all of them</source>
        <translation>显示 %1 / %2 行；日志文件包含全部</translation>
    </message>
    <message>
        <source>&amp;Level</source>
        <translation>级别(&amp;L)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>信息及以上</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Search the messages</source>
        <translation>搜索消息</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keeps the newest line in view</source>
        <translation>始终显示最新一行</translation>
    </message>
    <message>
        <source>Log lines of this window</source>
        <translation>此窗口的日志</translation>
    </message>
    <message>
        <source>The selected lines in full</source>
        <translation>所选日志全文</translation>
    </message>
    <message>
        <source>Select a line to see it in full.</source>
        <translation>选择一行以查看全文。</translation>
    </message>
    <message>
        <source>Number of lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation>跟随(&amp;O)</translation>
    </message>
    <message>
        <source>No line of that time, %1, is kept here; the log file may have it.</source>
        <translation>这里没有保留该时间（%1）的日志行；日志文件中可能有。</translation>
    </message>
    <message>
        <source>&amp;Component</source>
        <translation>模块(&amp;C)</translation>
    </message>
    <message>
        <source>All components</source>
        <translation>所有模块</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>模块</translation>
    </message>
</context>
<context>
    <name>chainpoints::MainWindow</name>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 未能写入：%2</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Writing %1… Rows so far: %2</source>
        <translation>正在写入 %1……已写 %2 行</translation>
    </message>
    <message>
        <source>Changes are not applied</source>
        <translation>更改尚未应用</translation>
    </message>
    <message>
        <source>The settings were changed, but not applied.</source>
        <translation>设置已更改，但尚未应用。</translation>
    </message>
    <message>
        <source>Close without applying</source>
        <translation>不应用并关闭</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>返回设置</translation>
    </message>
    <message>
        <source>An export is being written</source>
        <translation>正在写入导出文件</translation>
    </message>
    <message>
        <source>%1 is not complete yet. Closing ends the export; no file is written.</source>
        <translation>%1 尚未写完。关闭会终止导出，不会写入任何文件。</translation>
    </message>
    <message>
        <source>End the export and close</source>
        <translation>终止导出并关闭</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续写入</translation>
    </message>
    <message>
        <source>%1 was not written: the export ended when the database was opened anew.</source>
        <translation>%1 未写入：重新打开数据库时导出已终止。</translation>
    </message>
</context>
<context>
    <name>chainpoints::NoFailures</name>
    <message>
        <source>Show the open ones of all chains</source>
        <translation>显示所有链的未解决失败</translation>
    </message>
    <message>
        <source>The failures cannot be read</source>
        <translation>无法读取失败列表</translation>
    </message>
    <message>
        <source>They show here as soon as the database can be read.</source>
        <translation>数据库恢复可读后将显示在这里。</translation>
    </message>
    <message>
        <source>Looking for failures…</source>
        <translation>正在查找失败…</translation>
    </message>
    <message>
        <source>No failures match the filter</source>
        <translation>没有符合筛选条件的失败</translation>
    </message>
    <message>
        <source>No open failures on %1</source>
        <translation>%1 上没有未解决的失败</translation>
    </message>
    <message>
        <source>No open failures</source>
        <translation>没有未解决的失败</translation>
    </message>
    <message>
        <source>None is recorded. The overview tells how far the points are settled.</source>
        <translation>没有记录。概览会说明积分结算到何时。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing holds up anybody&apos;s points on this chain.</source>
        <translation>该链上没有任何积分受阻。</translation>
    </message>
    <message>
        <source>Nothing holds up anybody&apos;s points.</source>
        <translation>没有任何积分受阻。</translation>
    </message>
</context>
<context>
    <name>chainpoints::NodeTestDialog</name>
    <message>
        <source>Test the nodes of %1</source>
        <translation>测试 %1 的节点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The configuration does not have this chain, so its nodes are not known.</source>
        <translation>配置中没有此链，因此不知道它的节点。</translation>
    </message>
</context>
<context>
    <name>chainpoints::NotificationsDialog</name>
    <message>
        <source>Webhook: %1</source>
        <translation>Webhook：%1</translation>
    </message>
    <message>
        <source>Nothing is chosen by which to tell it.</source>
        <translation>没有选择任何通知方式。</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>已发送。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>&amp;Tray icon with messages</source>
        <translation>托盘图标与消息(&amp;T)</translation>
    </message>
    <message>
        <source>This desktop shows no tray now.</source>
        <translation>当前桌面没有系统托盘。</translation>
    </message>
    <message>
        <source>&amp;Sound</source>
        <translation>声音(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Webhook</source>
        <translation>Webhook 地址(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;How often at most</source>
        <translation>最多多久一次(&amp;H)</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message numerus="yes">
        <source>Every %Ln hour(s)</source>
        <translation>
            <numerusform>每 %Ln 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %Ln minute(s)</source>
        <translation>
            <numerusform>每 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>免打扰时段(&amp;Q)：从</translation>
    </message>
    <message>
        <source>to (%1)</source>
        <translation>至（%1）</translation>
    </message>
    <message>
        <source>Send a t&amp;est</source>
        <translation>发送测试(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook 地址</translation>
    </message>
    <message>
        <source>How often at most</source>
        <translation>最多多久一次</translation>
    </message>
    <message>
        <source>Quiet hours: beginning</source>
        <translation>免打扰时段：开始</translation>
    </message>
    <message>
        <source>Quiet hours: end</source>
        <translation>免打扰时段：结束</translation>
    </message>
    <message>
        <source>Gets each message as JSON. Kept as a secret.</source>
        <translation>每条消息以 JSON 格式发送。地址作为密钥保存。</translation>
    </message>
    <message>
        <source>You are told of alerts, of new failures, of chains that nobody follows any more, and of a database that is gone; and when it is over. What is over before it was told is left out.</source>
        <translation>出现警报、新的失败、不再有进程跟踪的链或数据库不可用时会通知您，恢复时也会通知。通知之前已经恢复的事件不再通知。</translation>
    </message>
</context>
<context>
    <name>chainpoints::NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Tray icon with messages</source>
        <translation>托盘图标与消息</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>How often at most</source>
        <translation>最多多久一次</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <source>%1 to %2 (%3)</source>
        <translation>%1 至 %2（%3）</translation>
    </message>
    <message>
        <source>at %1, until the window closes: %2</source>
        <translation>%1，仅到窗口关闭为止：%2</translation>
    </message>
    <message>
        <source>none; the former address may still be kept: %1</source>
        <translation>无；原先的地址可能仍被保存着：%1</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>is set, at %1</source>
        <translation>已设置，位于 %1</translation>
    </message>
    <message>
        <source>Chan&amp;ge…</source>
        <translation>更改(&amp;G)…</translation>
    </message>
    <message>
        <source>Of alerts, of new failures, of chains that nobody follows any more, and of a database that is gone. It applies at once, for this person on this machine. The menu View leads to the same.</source>
        <translation>告知警报、新的失败、不再有进程跟踪的链以及数据库失联。立即生效，仅对本机上的当前用户。菜单“视图”中也可进入。</translation>
    </message>
</context>
<context>
    <name>chainpoints::Notifier</name>
    <message>
        <source>The database cannot be read: %1</source>
        <translation>无法读取数据库：%1</translation>
    </message>
    <message>
        <source>The database answers again.</source>
        <translation>数据库恢复响应。</translation>
    </message>
    <message>
        <source>%1 is well again.</source>
        <translation>%1 已恢复正常。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln more failure(s) are open.</source>
        <translation>
            <numerusform>%1：新增 %Ln 个未解决的失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>This is how chainpoints tells what happens.</source>
        <translation>chainpoints 会这样通知发生的事情。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) happened</source>
        <translation>
            <numerusform>发生了 %Ln 件事</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chain(s)</source>
        <translation>
            <numerusform>%Ln 条链</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open failure(s)</source>
        <translation>
            <numerusform>%Ln 个未解决的失败</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: no process follows it, so nothing new is credited.</source>
        <translation>%1：没有进程跟踪此链，因此不会计入新的积分。</translation>
    </message>
    <message>
        <source>%1 is followed again.</source>
        <translation>%1 已重新被跟踪。</translation>
    </message>
</context>
<context>
    <name>chainpoints::OverviewPanel</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Chains</source>
        <translation>链</translation>
    </message>
    <message>
        <source>The selected chain</source>
        <translation>所选链</translation>
    </message>
    <message>
        <source>Live chains</source>
        <translation>实时链</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 条已暂停</translation>
    </message>
    <message>
        <source>Open failures</source>
        <translation>未解决的失败</translation>
    </message>
    <message>
        <source>Nobody&apos;s points are missing</source>
        <translation>没有用户缺失积分</translation>
    </message>
    <message>
        <source>Some points are missing</source>
        <translation>部分积分缺失</translation>
    </message>
    <message>
        <source>%1 is the one furthest behind</source>
        <translation>%1 进度最落后</translation>
    </message>
    <message>
        <source>%1 has settled no hour yet</source>
        <translation>%1 尚未结算任何小时</translation>
    </message>
    <message>
        <source>The chains cannot be read</source>
        <translation>无法读取链</translation>
    </message>
    <message>
        <source>No chains yet</source>
        <translation>尚无链</translation>
    </message>
    <message>
        <source>Chains are listed in the configuration file; they show here as soon as the engine has started with it.</source>
        <translation>链在配置文件中列出；引擎按该配置启动后，即显示在此处。</translation>
    </message>
    <message>
        <source>Show failures</source>
        <translation>显示失败项</translation>
    </message>
    <message>
        <source>They show here as soon as the database can be read.</source>
        <translation>数据库恢复可读后会显示在这里。</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Settled everywhere up to (%1)</source>
        <translation>各链均已结算至 (%1)</translation>
    </message>
    <message>
        <source>Test nodes</source>
        <translation>测试节点</translation>
    </message>
    <message>
        <source>Try the nodes of this chain step by step, as the configuration names them</source>
        <translation>按配置中的地址逐步测试此链的节点</translation>
    </message>
    <message>
        <source>Points of the last settlement</source>
        <translation>最近一次结算的积分</translation>
    </message>
    <message>
        <source>Known after the next hour</source>
        <translation>下一小时结算后可知</translation>
    </message>
    <message>
        <source>Points of %1</source>
        <translation>%1 的积分</translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation>尚无可比较的数据</translation>
    </message>
    <message>
        <source>%1 points. Before: the mean of up to 24 hours. Retries are not in it.</source>
        <translation>%1 积分。“此前”为最多 24 小时的平均值，不含重试。</translation>
    </message>
    <message>
        <source>Before: %1 an hour</source>
        <translation>此前每小时 %1</translation>
    </message>
    <message>
        <source>None is recorded</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>Reading the chains…</source>
        <translation>正在读取各链…</translation>
    </message>
</context>
<context>
    <name>chainpoints::PendingBlocks</name>
    <message>
        <source>Unconfirmed blocks: none is kept in the database; they are not fetched yet, or kept in Redis</source>
        <translation>未确认区块：数据库中没有；可能尚未获取，或保存在 Redis 中</translation>
    </message>
    <message>
        <source>Unconfirmed blocks, the next %1 of %2</source>
        <translation>未确认区块，共 %2 个中的前 %1 个</translation>
    </message>
    <message>
        <source>Unconfirmed blocks</source>
        <translation>未确认区块</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>时间 (%1)</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Until it is confirmed</source>
        <translation>距离确认</translation>
    </message>
</context>
<context>
    <name>chainpoints::PointsChart</name>
    <message>
        <source>Total</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>Points per hour</source>
        <translation>每小时积分</translation>
    </message>
    <message>
        <source>Points per day</source>
        <translation>每日积分</translation>
    </message>
    <message>
        <source>Points per %1 days</source>
        <translation>每 %1 天积分</translation>
    </message>
    <message>
        <source>Points per %1 hours</source>
        <translation>每 %1 小时积分</translation>
    </message>
    <message>
        <source>Points per %1 min</source>
        <translation>每 %1 分钟积分</translation>
    </message>
    <message>
        <source>Points per %1 s</source>
        <translation>每 %1 秒积分</translation>
    </message>
    <message>
        <source>Points over time</source>
        <translation>积分变化</translation>
    </message>
    <message>
        <source>%1; the total at the end is %2. Arrow keys move, plus and minus zoom, 0 shows everything.</source>
        <translation>%1；期末累计为 %2。方向键移动，加减号缩放，0 键显示全部。</translation>
    </message>
    <message>
        <source>%1
Gained %2
Total %3</source>
        <translation>%1
获得 %2
累计 %3</translation>
    </message>
    <message>
        <source>No points yet: they are calculated at the end of each interval. What may stop that is listed under Failures.</source>
        <translation>尚无积分：积分在每个时段结束时结算。如有阻碍，会列在“失败”中。</translation>
    </message>
</context>
<context>
    <name>chainpoints::PointsPage</name>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>&amp;Rates</source>
        <translation>积分率(&amp;R)</translation>
    </message>
    <message>
        <source>One a line: the time from which it counts, and points per token and hour. A rate of 0 ends the programme. The default is 0.05 from the beginning. Time that is settled keeps its rates: date a change later, or run “chainpoints recalculate”.</source>
        <translation>每行一条：生效时间，以及每代币每小时的积分。积分率为 0 即结束活动。默认从一开始为 0.05。已结算的时间保持原积分率：请把变更的时间定在之后，或运行“chainpoints recalculate”。</translation>
    </message>
    <message>
        <source>&amp;Interval (s)</source>
        <translation>间隔（秒）(&amp;I)</translation>
    </message>
    <message>
        <source>Points are settled at every full interval; the default is 3600. The database keeps the first one for good.</source>
        <translation>每满一个间隔结算一次积分；默认为 3600。数据库永久保留最初的间隔。</translation>
    </message>
    <message>
        <source>&amp;Users at once</source>
        <translation>每批用户数(&amp;U)</translation>
    </message>
    <message>
        <source>So many are settled in one transaction; the default is 1000.</source>
        <translation>一个事务中结算的用户数；默认为 1000。</translation>
    </message>
</context>
<context>
    <name>chainpoints::PointsPanel</name>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>All chains</source>
        <translation>所有链</translation>
    </message>
    <message>
        <source>%1; disabled</source>
        <translation>%1；已停用</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The points cannot be read now, so this is what was known last: %1</source>
        <translation>目前无法读取积分，显示的是最后已知的内容：%1</translation>
    </message>
    <message>
        <source>%1 %2, block %3</source>
        <translation>%1 %2，区块 %3</translation>
    </message>
    <message>
        <source>%1 not settled yet</source>
        <translation>%1 尚未结算</translation>
    </message>
    <message>
        <source>As of: %1</source>
        <translation>截至：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>The points cannot be read</source>
        <translation>无法读取积分</translation>
    </message>
    <message>
        <source>They show here as soon as the database can be read.</source>
        <translation>数据库恢复可读后将显示在这里。</translation>
    </message>
    <message>
        <source>Adding up…</source>
        <translation>正在汇总…</translation>
    </message>
    <message>
        <source>Nobody has points yet</source>
        <translation>还没有用户获得积分</translation>
    </message>
    <message>
        <source>Each holder is listed from the first transfer on.</source>
        <translation>每个持有人从第一笔转账起列出。</translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation>链(&amp;C)</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Up to when the points are settled</source>
        <translation>积分结算的截止时间</translation>
    </message>
    <message>
        <source>Users by points</source>
        <translation>按积分排列的用户</translation>
    </message>
    <message>
        <source>Enter opens the user</source>
        <translation>按 Enter 打开用户</translation>
    </message>
    <message>
        <source>Hours of each chain</source>
        <translation>各链的结算进度</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>On</source>
        <translation>所在链</translation>
    </message>
    <message>
        <source>Settled up to (%1)</source>
        <translation>已结算至 (%1)</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Whole hours open</source>
        <translation>未结算小时数</translation>
    </message>
    <message>
        <source>Open failures</source>
        <translation>未解决的失败</translation>
    </message>
    <message>
        <source>Hours of &amp;each chain</source>
        <translation>各链的结算进度(&amp;E)</translation>
    </message>
</context>
<context>
    <name>chainpoints::ProbeView</name>
    <message>
        <source>passed: %1</source>
        <translation>通过：%1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>取消测试</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Testing, 10 seconds at most…</source>
        <translation>正在测试，最多 10 秒…</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>测试已取消。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) failed.</source>
        <translation>
            <numerusform>%n 个步骤失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything passed.</source>
        <translation>全部通过。</translation>
    </message>
    <message>
        <source>Findings of the test</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>测试对象</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Time of an answer</source>
        <translation>响应时间</translation>
    </message>
</context>
<context>
    <name>chainpoints::RailButton</name>
    <message>
        <source>%1, %2 need attention</source>
        <translation>%1，%2 项需要处理</translation>
    </message>
</context>
<context>
    <name>chainpoints::ReasonGroups</name>
    <message>
        <source>Picked reasons: %1 of %2</source>
        <translation>已选原因：%1 / %2</translation>
    </message>
    <message>
        <source>Failures by reason</source>
        <translation>按原因分组的失败</translation>
    </message>
    <message>
        <source>Picked reasons narrow the list below; Ctrl picks several</source>
        <translation>选中原因后，下方只列出相应的失败；按住 Ctrl 可选多个</translation>
    </message>
    <message>
        <source>Retry the picked reasons…</source>
        <translation>重试所选原因…</translation>
    </message>
    <message>
        <source>Show all reasons</source>
        <translation>显示全部原因</translation>
    </message>
    <message>
        <source>Lists the failures of all reasons again (Esc)</source>
        <translation>重新列出所有原因的失败 (Esc)</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>chainpoints::ReasonGroupsModel</name>
    <message>
        <source>Not by itself</source>
        <translation>不会自动重试</translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation>重试…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Chains</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Missing since (%1)</source>
        <translation>缺失起点 (%1)</translation>
    </message>
    <message>
        <source>Last attempt</source>
        <translation>最近尝试</translation>
    </message>
    <message>
        <source>Next retry</source>
        <translation>下次重试</translation>
    </message>
</context>
<context>
    <name>chainpoints::RestatementsModel</name>
    <message>
        <source>Changed at (%1)</source>
        <translation>更改时间 (%1)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
</context>
<context>
    <name>chainpoints::RestatementsPage</name>
    <message>
        <source>Restatements</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>No settled points were changed</source>
        <translation>没有已结算的积分被更改</translation>
    </message>
    <message>
        <source>Points that were settled already and became others, by a fork, a rollback, an opening balance or a recalculation, show here with both numbers.</source>
        <translation>已结算的积分若因分叉、回滚、期初余额或重新计算而改变，会显示在这里，并列出前后两个数值。</translation>
    </message>
    <message>
        <source>The restatements cannot be read</source>
        <translation>无法读取更正</translation>
    </message>
    <message>
        <source>Select a row to see both numbers in full.</source>
        <translation>选择一行，查看完整的前后数值。</translation>
    </message>
    <message>
        <source>Before: %1 points, settled up to %2</source>
        <translation>之前：%1 积分，结算至 %2</translation>
    </message>
    <message>
        <source>After: %1 points, settled up to %2</source>
        <translation>之后：%1 积分，结算至 %2</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>差额：%1</translation>
    </message>
    <message>
        <source>By incident %1</source>
        <translation>由事件 %1 引起</translation>
    </message>
    <message>
        <source>By action %1</source>
        <translation>由操作 %1 引起</translation>
    </message>
    <message>
        <source>Asked for by %1</source>
        <translation>请求者：%1</translation>
    </message>
    <message>
        <source>%1 on %2, %3: %4</source>
        <translation>%1，%2，%3：%4</translation>
    </message>
    <message>
        <source>The selected restatement</source>
        <translation>所选更正</translation>
    </message>
    <message>
        <source>This took points back to %1; what was settled later is settled anew from the blocks that follow.</source>
        <translation>积分已退回到 %1；之后的时段会根据后续区块重新结算。</translation>
    </message>
</context>
<context>
    <name>chainpoints::RetryPlan</name>
    <message>
        <source>All open failures of %1</source>
        <translation>%1 的全部未解决失败项</translation>
    </message>
    <message>
        <source>All open failures of all chains</source>
        <translation>所有链的全部未解决失败项</translation>
    </message>
    <message>
        <source>Open failures of %1 with the reason: %2</source>
        <translation>%1 上原因如下的未解决失败项：%2</translation>
    </message>
    <message>
        <source>Open failures of all chains with the reason: %1</source>
        <translation>所有链上原因如下的未解决失败项：%1</translation>
    </message>
    <message>
        <source>%1 will fail again unless the cause in the stored rows was taken away.</source>
        <translation>除非已存储记录中的原因已被排除，其中 %1 项将再次失败。</translation>
    </message>
    <message>
        <source>No process follows %1; its part waits for the next one that does.</source>
        <translation>目前没有进程在跟踪 %1；该部分将等待下一个跟踪它的进程。</translation>
    </message>
    <message>
        <source>The nodes of %1 cannot be reached now.</source>
        <translation>目前无法连接 %1 的节点。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>There is nothing to retry</source>
        <translation>没有可重试的失败项</translation>
    </message>
    <message>
        <source>Failures to retry: %1</source>
        <translation>将重试的失败项：%1</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>重试 %1 项</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry failures</source>
        <translation>重试失败项</translation>
    </message>
    <message>
        <source>How many of each chain and reason</source>
        <translation>各链各原因的数量</translation>
    </message>
    <message>
        <source>These are many. &amp;Type the number to go on:</source>
        <translation>数量较多。请输入该数量以继续(&amp;T)：</translation>
    </message>
    <message>
        <source>The number of failures</source>
        <translation>失败项的数量</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The command line that asks for the same</source>
        <translation>效果相同的命令行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 is paused; its part fails unless it is resumed before.</source>
        <translation>%1 已暂停；若不先恢复，其部分将失败。</translation>
    </message>
    <message>
        <source>The engine retries one after the other, as fast as it can. How long that takes is not known yet.</source>
        <translation>引擎会尽快逐个重试。所需时间尚不清楚。</translation>
    </message>
    <message>
        <source>At the pace of the last retry, %1 a minute, this takes about %2.</source>
        <translation>按上次重试的速度（每分钟 %1 个），大约需要 %2。</translation>
    </message>
    <message>
        <source>%1
that match: %2</source>
        <translation>%1
符合：%2</translation>
    </message>
</context>
<context>
    <name>chainpoints::RollbackDialog</name>
    <message>
        <source>This is no block. Type its number, as in %1.</source>
        <translation>这不是区块。请输入区块号，例如 %1。</translation>
    </message>
    <message>
        <source>It stays; the chain stands at block %1.</source>
        <translation>该区块会保留；此链目前处于区块 %1。</translation>
    </message>
    <message>
        <source>Roll back to %1</source>
        <translation>回滚至 %1</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Blocks that are followed anew: %1 (%2 to %3)</source>
        <translation>重新跟踪的区块：%1 个（%2 至 %3）</translation>
    </message>
    <message>
        <source>Balance changes that are taken back: %1</source>
        <translation>撤回的余额变动：%1 条</translation>
    </message>
    <message>
        <source>Where the nodes have the same blocks, balances and points become what they were.</source>
        <translation>若节点返回相同的区块，余额和积分将恢复原值。</translation>
    </message>
    <message>
        <source>No settled time changes.</source>
        <translation>已结算的时间不受影响。</translation>
    </message>
    <message>
        <source>Points of %1 are not settled until those blocks are processed again.</source>
        <translation>在重新处理这些区块之前，%1 的积分处于未结算状态。</translation>
    </message>
    <message>
        <source>No points are settled until those blocks are processed again.</source>
        <translation>在重新处理这些区块之前，没有任何已结算的积分。</translation>
    </message>
    <message>
        <source>No process follows %1; this waits for the next one that does.</source>
        <translation>目前没有进程在跟踪 %1；此请求将等待下一个跟踪它的进程。</translation>
    </message>
    <message>
        <source>The nodes of %1 cannot be reached now; without them it fails.</source>
        <translation>目前无法连接 %1 的节点；没有节点此操作会失败。</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation>回滚 %1</translation>
    </message>
    <message>
        <source>Takes the chain back to a block. What is behind it is asked of the nodes once more, and settled anew.</source>
        <translation>将链退回到某个区块。其后的区块会再次向节点查询，并重新结算。</translation>
    </message>
    <message>
        <source>Last &amp;block that stays</source>
        <translation>保留的最后区块(&amp;B)</translation>
    </message>
    <message>
        <source>Last block that stays</source>
        <translation>保留的最后区块</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Needed; it is kept with the action</source>
        <translation>必填；与操作一起保存</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>影响范围</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The command line that asks for the same</source>
        <translation>提出相同请求的命令行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type a block from %1 to %2, the one before the last processed.</source>
        <translation>请填写 %1 到 %2 之间的区块，后者是最后已处理区块的前一个。</translation>
    </message>
</context>
<context>
    <name>chainpoints::SearchDialog</name>
    <message>
        <source>Search anything</source>
        <translation>搜索任意内容</translation>
    </message>
    <message>
        <source>Command, panel, chain or address</source>
        <translation>命令、面板、链或地址</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing was found. Write a command, the name of a panel or of a chain, or at least four digits of an address; with 0x in front, its beginning.</source>
        <translation>没有找到。请输入命令、面板或链的名称，或地址中的至少四位数字；以 0x 开头则匹配地址开头。</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Searching the users…</source>
        <translation>正在搜索用户…</translation>
    </message>
    <message>
        <source>The users cannot be searched: %1</source>
        <translation>无法搜索用户：%1</translation>
    </message>
</context>
<context>
    <name>chainpoints::SecretDialog</name>
    <message>
        <source>Storing…</source>
        <translation>正在存储…</translation>
    </message>
    <message>
        <source>Store a secret</source>
        <translation>存储密钥</translation>
    </message>
    <message>
        <source>The value of “%1”. It takes the place of a former one, and is never shown again.</source>
        <translation>“%1”的值。它取代原先的值，以后不再显示。</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>值(&amp;V)</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>显示(&amp;H)</translation>
    </message>
    <message>
        <source>As long as it is held down</source>
        <translation>按住时显示</translation>
    </message>
    <message>
        <source>Kept &amp;in</source>
        <translation>保存于(&amp;I)</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>保存于</translation>
    </message>
    <message>
        <source>the keychain of this system</source>
        <translation>本系统的钥匙串</translation>
    </message>
    <message>
        <source>the file %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Store</source>
        <translation>存储(&amp;S)</translation>
    </message>
</context>
<context>
    <name>chainpoints::SecretsPage</name>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>“%1” is stored.</source>
        <translation>“%1”已存储。</translation>
    </message>
    <message>
        <source>“%1” is stored, but another place comes first: the list says which.</source>
        <translation>“%1”已存储，但另一处优先：列表中说明了是哪一处。</translation>
    </message>
    <message>
        <source>Remove a secret</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>“%1” is removed from its file and from the keychain.</source>
        <translation>“%1”将从其文件和钥匙串中移除。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>“%1”已移除。</translation>
    </message>
    <message>
        <source>“%1” is removed, but another place has it: the list says which.</source>
        <translation>“%1”已移除，但另一处仍有：列表中说明了是哪一处。</translation>
    </message>
    <message>
        <source>The engine goes on with the former ones until it starts again.</source>
        <translation>引擎在重新启动之前仍使用原先的值。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Looking for the secrets</source>
        <translation>正在查找密钥</translation>
    </message>
    <message>
        <source>The keychain has 5 seconds.</source>
        <translation>最多等待钥匙串 5 秒。</translation>
    </message>
    <message>
        <source>The secrets cannot be listed</source>
        <translation>无法列出密钥</translation>
    </message>
    <message>
        <source>No secret is named</source>
        <translation>没有用到密钥</translation>
    </message>
    <message>
        <source>Write {secret:NAME} in the place of a password or a key, with a name of yours.</source>
        <translation>在密码或密钥的位置写 {secret:名称}，名称由您自定。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Passwords and keys that the configuration names as {secret:NAME}. They are looked for in the environment, in a file, in the keychain, in this order, and never shown. What is stored or removed here is so at once; an engine looks them up when it starts, a test each time.</source>
        <translation>配置中以 {secret:名称} 写出的密码和密钥。依次在环境变量、文件、钥匙串中查找，从不显示。在此存储或移除立即生效；引擎在启动时读取，测试则每次读取。</translation>
    </message>
    <message>
        <source>Secrets of the configuration</source>
        <translation>配置中的密钥</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Restart the engine</source>
        <translation>重新启动引擎(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;tore…</source>
        <translation>存储(&amp;T)…</translation>
    </message>
    <message>
        <source>“%1” is stored, but nothing reads it before the changes are applied.</source>
        <translation>“%1”已保存，但更改应用之前不会被读取。</translation>
    </message>
</context>
<context>
    <name>chainpoints::SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The configuration cannot be used</source>
        <translation>无法使用配置</translation>
    </message>
    <message>
        <source>A field cannot be so; it says why.</source>
        <translation>有一项填写不正确；该处写明了原因。</translation>
    </message>
    <message>
        <source>Changes are not applied yet: %1</source>
        <translation>更改尚未应用：%1</translation>
    </message>
    <message>
        <source>What is set</source>
        <translation>设置内容</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Di&amp;scard changes</source>
        <translation>放弃更改(&amp;S)</translation>
    </message>
    <message>
        <source>App&amp;ly…</source>
        <translation>应用(&amp;L)…</translation>
    </message>
    <message>
        <source>Apply or discard the changes first.</source>
        <translation>请先应用或放弃更改。</translation>
    </message>
</context>
<context>
    <name>chainpoints::SetupWizard</name>
    <message>
        <source>The configuration cannot be used</source>
        <translation>无法使用该配置</translation>
    </message>
    <message>
        <source>Leave the set-up</source>
        <translation>离开设置</translation>
    </message>
    <message>
        <source>What was typed is not saved yet.</source>
        <translation>输入的内容尚未保存。</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存并离开</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Chains</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>Where everything is kept. The test changes nothing.</source>
        <translation>所有数据的保存位置。测试不会更改任何内容。</translation>
    </message>
    <message>
        <source>One chain is enough to begin with; all of this can be changed later in the settings.</source>
        <translation>开始时一条链就够了；以后都可以在设置中更改。</translation>
    </message>
    <message>
        <source>This is written into %1, and opened.</source>
        <translation>以下内容将写入 %1，随后打开。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Save and start</source>
        <translation>保存并开始(&amp;S)</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>下一步(&amp;X)</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Bac&amp;k</source>
        <translation>上一步(&amp;K)</translation>
    </message>
</context>
<context>
    <name>chainpoints::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>chainpoints::StartPage</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Exact points for the holders of a token, on every chain it lives on.</source>
        <translation>为代币持有人在每条链上精确计算积分。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Two local chains with a token and some holders. Nothing to set up, nothing is real.</source>
        <translation>两条本地链，带有一种代币和若干持有人。无需设置，数据均非真实。</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Follow your own token: give its contract and a node to ask.</source>
        <translation>跟踪您自己的代币：填写其合约地址和可查询的节点。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
</context>
<context>
    <name>chainpoints::StatusLine</name>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Followed by process %1 on %2</source>
        <translation>由 %2 上的进程 %1 跟踪</translation>
    </message>
    <message>
        <source>Another process follows the chains. This window shows what it does, and its buttons still work. Closing the window does not stop that process.</source>
        <translation>另一个进程正在跟踪这些链。本窗口显示其状态，按钮仍然有效。关闭窗口不会停止该进程。</translation>
    </message>
    <message>
        <source>Not following the chains</source>
        <translation>未在跟踪链</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message numerus="yes">
        <source>Followed by %Ln process(es)</source>
        <translation>
            <numerusform>由 %Ln 个进程跟踪</numerusform>
        </translation>
    </message>
    <message>
        <source>Partly followed by process %1 on %2</source>
        <translation>部分由 %2 上的进程 %1 跟踪</translation>
    </message>
    <message>
        <source>Followed by nobody; about to take over</source>
        <translation>无人跟踪；即将接管</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserChanges</name>
    <message>
        <source>Minted</source>
        <translation>铸造</translation>
    </message>
    <message>
        <source>Burned</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>转入</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>期初余额</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>区块 %1</translation>
    </message>
    <message>
        <source>Every change of the balance, newest first.</source>
        <translation>余额的每次变动，最新的在前。</translation>
    </message>
    <message>
        <source>Changes of the balance</source>
        <translation>余额变动</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>时间 (%1)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>变动后余额</translation>
    </message>
    <message>
        <source>Show the transaction</source>
        <translation>查看交易</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserCharts</name>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Show the whole history in both charts</source>
        <translation>在两个图表中显示全部历史</translation>
    </message>
    <message>
        <source>Show the whole history (0 or a double click in a chart)</source>
        <translation>显示全部历史（按 0 键或双击图表）</translation>
    </message>
    <message>
        <source>Time shown in the charts</source>
        <translation>图表显示的时间</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserDetails</name>
    <message>
        <source>Choose a user to see balance and points over time.</source>
        <translation>选择一个用户以查看余额和积分的变化。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Settled up to</source>
        <translation>已结算至</translation>
    </message>
    <message>
        <source>About the user</source>
        <translation>用户信息</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Balance and points over time</source>
        <translation>余额与积分随时间的变化</translation>
    </message>
    <message>
        <source>Every change of the balance, newest first</source>
        <translation>余额的每次变动，最新的在前</translation>
    </message>
    <message>
        <source>The points written out as a sum, to be verified</source>
        <translation>积分逐项列出，可验证</translation>
    </message>
    <message>
        <source>The numbers behind the charts</source>
        <translation>图表背后的数值</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Show the address</source>
        <translation>查看地址</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserHistories</name>
    <message>
        <source>The numbers behind the charts. Where there are too many changes to draw, only the first, last, lowest and highest are listed; zoom in for all.</source>
        <translation>图表背后的数值。变动过多而无法全部绘制时，只列出首、末、最低和最高值；放大可查看全部。</translation>
    </message>
    <message>
        <source>The numbers behind the charts, for the time that they show.</source>
        <translation>图表所示时段的数值。</translation>
    </message>
    <message>
        <source>&amp;Balance</source>
        <translation>余额(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Points</source>
        <translation>积分(&amp;P)</translation>
    </message>
    <message>
        <source>Balance over time</source>
        <translation>余额随时间的变化</translation>
    </message>
    <message>
        <source>Points over time</source>
        <translation>积分随时间的变化</translation>
    </message>
    <message>
        <source>Since (%1)</source>
        <translation>起始 (%1)</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>From, to (%1)</source>
        <translation>起、止 (%1)</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>累计</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserStatement</name>
    <message>
        <source>Rate %1</source>
        <translation>积分率 %1</translation>
    </message>
    <message>
        <source>Total %1</source>
        <translation>累计 %1</translation>
    </message>
    <message>
        <source>Nothing is settled yet.</source>
        <translation>尚无已结算的积分。</translation>
    </message>
    <message>
        <source>Points = balance × rate × seconds ÷ 3,600, for each stretch with one balance and one rate.</source>
        <translation>积分 = 余额 × 积分率 × 秒数 ÷ 3,600，按余额和积分率不变的每个时段计算。</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Verify the points</source>
        <translation>验证积分</translation>
    </message>
    <message>
        <source>Works the whole sum out once more and compares it with what is recorded</source>
        <translation>重新计算全部合计，并与记录比较</translation>
    </message>
    <message>
        <source>Sum of the segments</source>
        <translation>分段合计</translation>
    </message>
    <message>
        <source>Segments of the statement</source>
        <translation>明细分段</translation>
    </message>
    <message>
        <source>From, to (%1)</source>
        <translation>起、止 (%1)</translation>
    </message>
    <message>
        <source>Balance, rate</source>
        <translation>余额、积分率</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Points, total</source>
        <translation>积分、累计</translation>
    </message>
    <message>
        <source>Verified: each balance follows from the changes, and worked out from the ledger these are %1 points up to %2, exactly what is recorded. Segments: %3.</source>
        <translation>验证通过：每笔余额均与变动相符；根据账本重新计算，截至 %2 共 %1 积分，与记录完全一致。分段数：%3。</translation>
    </message>
    <message>
        <source>Differs: worked out from the ledger these are %1 points up to %2, but %3 are recorded. In the smallest unit the difference is %4. Segments: %5.</source>
        <translation>不一致：根据账本重新计算，截至 %2 共 %1 积分，但记录为 %3。以最小单位计的差额为 %4。分段数：%5。</translation>
    </message>
    <message>
        <source>Sum of the segments 1 to %1: %2. Scroll down for the rest; recorded are %3.</source>
        <translation>第 1 至 %1 个分段合计：%2。向下滚动可查看其余分段；记录为 %3。</translation>
    </message>
    <message>
        <source>Segments: %1. Their sum: %2. Recorded up to %3: %4.</source>
        <translation>分段数：%1。合计：%2。截至 %3 的记录：%4。</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserStatusBar</name>
    <message>
        <source>Disabled: gains no points</source>
        <translation>已停用：不获得积分</translation>
    </message>
    <message>
        <source>Gains points</source>
        <translation>正常获得积分</translation>
    </message>
    <message>
        <source>Enable…</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Enable this user</source>
        <translation>启用此用户</translation>
    </message>
    <message>
        <source>Disable this user</source>
        <translation>停用此用户</translation>
    </message>
    <message>
        <source>The change is recorded and waits for the engine…</source>
        <translation>变更已记录，正在等待引擎…</translation>
    </message>
    <message>
        <source>The change is in effect.</source>
        <translation>变更已生效。</translation>
    </message>
    <message>
        <source>The change was cancelled before it was made.</source>
        <translation>更改在执行前已取消。</translation>
    </message>
</context>
<context>
    <name>chainpoints::UserStatusDialog</name>
    <message>
        <source>This time is settled already, but no settled points would change.</source>
        <translation>该时间已结算，但不会改变已结算的积分。</translation>
    </message>
    <message>
        <source>This time is settled already. These settled points would change:</source>
        <translation>该时间已结算。以下已结算的积分将会改变：</translation>
    </message>
    <message>
        <source>Enable user</source>
        <translation>启用用户</translation>
    </message>
    <message>
        <source>Disable user</source>
        <translation>停用用户</translation>
    </message>
    <message>
        <source>%1 gains points again on every chain, from this time on.</source>
        <translation>从此时起，%1 在所有链上重新获得积分。</translation>
    </message>
    <message>
        <source>%1 gains no points on any chain from this time on. The balance is followed as before.</source>
        <translation>从此时起，%1 在所有链上不再获得积分。余额仍照常跟踪。</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Needed; it is kept with the action</source>
        <translation>必填；与操作一起保存</translation>
    </message>
    <message>
        <source>Settled points that would change</source>
        <translation>将会改变的已结算积分</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enable and recalculate</source>
        <translation>启用并重新计算</translation>
    </message>
    <message>
        <source>Disable and recalculate</source>
        <translation>停用并重新计算</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>&amp;From (%1)</source>
        <translation>起始时间 (%1)(&amp;F)</translation>
    </message>
    <message>
        <source>From when on (%1)</source>
        <translation>起始时间 (%1)</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
</context>
<context>
    <name>chainpoints::UsersModel</name>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Click to sort; click again to turn the order</source>
        <translation>点击排序；再次点击反转顺序</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1, block %2</source>
        <translation>%1，区块 %2</translation>
    </message>
    <message>
        <source>Last change (%1)</source>
        <translation>最近变动 (%1)</translation>
    </message>
</context>
<context>
    <name>chainpoints::UsersPanel</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>No chain is followed yet.</source>
        <translation>尚未跟踪任何链。</translation>
    </message>
    <message>
        <source>No address on this chain matches “%1”.</source>
        <translation>这条链上没有与“%1”匹配的地址。</translation>
    </message>
    <message>
        <source>No users yet. Each holder is listed from the first transfer on.</source>
        <translation>尚无用户。持有人自首次转账起列出。</translation>
    </message>
    <message>
        <source>%1 of %2 users loaded</source>
        <translation>已加载 %1 / %2 个用户</translation>
    </message>
    <message>
        <source>More than %1 users match</source>
        <translation>超过 %1 个用户匹配</translation>
    </message>
    <message>
        <source>Users that match: %1</source>
        <translation>匹配的用户：%1 个</translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation>链(&amp;C)</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Search an address, or a part of it</source>
        <translation>搜索地址或其中一部分</translation>
    </message>
    <message>
        <source>Search for an address</source>
        <translation>搜索地址</translation>
    </message>
    <message>
        <source>With 0x in front the beginning of the address is meant, else any part (%1)</source>
        <translation>以 0x 开头时匹配地址开头，否则匹配任意部分 (%1)</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Number of users</source>
        <translation>用户数</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The database cannot be read now.</source>
        <translation>目前无法读取数据库。</translation>
    </message>
    <message>
        <source>Reading the chains…</source>
        <translation>正在读取各链…</translation>
    </message>
</context>
<context>
    <name>chainpoints::UsersTable</name>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Copy this cell</source>
        <translation>复制此单元格</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy exact balance</source>
        <translation>复制精确余额</translation>
    </message>
    <message>
        <source>Copy exact points</source>
        <translation>复制精确积分</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>The users of the chosen chain; choose one to see its charts</source>
        <translation>所选链的用户；选择一个用户以查看其图表</translation>
    </message>
    <message>
        <source>Sort by address</source>
        <translation>按地址排序</translation>
    </message>
    <message>
        <source>Sort by balance</source>
        <translation>按余额排序</translation>
    </message>
    <message>
        <source>Sort by points</source>
        <translation>按积分排序</translation>
    </message>
</context>
<context>
    <name>chainpoints::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About chainpoints</source>
        <translation>关于 chainpoints(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Local time instead of UTC (%1)</source>
        <translation>用本地时间代替 UTC (%1)(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Notifications…</source>
        <translation>通知(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Search anything…</source>
        <translation>搜索任意内容(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
</context>
<context>
    <name>chainpoints::WorkPage</name>
    <message>
        <source>The database cannot be read: %1</source>
        <translation>无法读取数据库：%1</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Local chains, nothing is real.
%1</source>
        <translation>本地链，数据均非真实。
%1</translation>
    </message>
    <message>
        <source>Local chains, nothing is real. Nodes of the demo: %1</source>
        <translation>本地链，一切均非真实。演示节点：%1</translation>
    </message>
    <message>
        <source>%1 Next attempt at %2.</source>
        <translation>%1 下次尝试：%2。</translation>
    </message>
    <message>
        <source>The database cannot be read; what is shown is that of %1. %2</source>
        <translation>无法读取数据库，当前显示的是 %1 的数据。%2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>reports</name>
    <message>
        <source>Balances</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Balance changes</source>
        <translation>余额变动</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Points by time span</source>
        <translation>分时段积分</translation>
    </message>
    <message>
        <source>Total points over all chains</source>
        <translation>全链积分总计</translation>
    </message>
    <message>
        <source>Open failures</source>
        <translation>未解决的失败</translation>
    </message>
    <message>
        <source>Chains</source>
        <translation>链</translation>
    </message>
</context>
<context>
    <name>theme</name>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Backfilling</source>
        <translation>补录中</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Finality violated</source>
        <translation>终局性被破坏</translation>
    </message>
</context>
</TS>
