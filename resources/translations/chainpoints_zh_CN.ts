<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>Give the whole path of a file.</source>
        <translation>请填写文件的完整路径。</translation>
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
    <name>chainpoints::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
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
    <message>
        <source>Time of that block: %1 UTC</source>
        <translation>该区块时间：%1 UTC</translation>
    </message>
    <message>
        <source>Points settled up to %1 UTC</source>
        <translation>积分已结算至 %1 UTC</translation>
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
</context>
<context>
    <name>chainpoints::RailButton</name>
    <message>
        <source>%1, %2 need attention</source>
        <translation>%1，%2 项需要处理</translation>
    </message>
</context>
<context>
    <name>chainpoints::ReportExport</name>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
</context>
<context>
    <name>chainpoints::SetupDialog</name>
    <message>
        <source>What you call this chain, on screen and in reports.</source>
        <translation>您对这条链的称呼，用于界面和报表。</translation>
    </message>
    <message>
        <source>The network&apos;s own number.</source>
        <translation>网络自身的编号。</translation>
    </message>
    <message>
        <source>The ERC-20 token whose holders gain points.</source>
        <translation>其持有人获得积分的 ERC-20 代币。</translation>
    </message>
    <message>
        <source>The block in which the contract was made; earlier blocks are not read.</source>
        <translation>合约创建时所在的区块；不读取更早的区块。</translation>
    </message>
    <message>
        <source>How many blocks must follow before a block counts; or safe, or finalized.</source>
        <translation>一个区块之后须有多少区块才算确认；也可填 safe 或 finalized。</translation>
    </message>
    <message>
        <source>One node a line. More than one protects from a node that fails or lies.</source>
        <translation>每行一个节点。多个节点可防止单个节点失效或返回错误数据。</translation>
    </message>
    <message>
        <source>Is made if it is not there.</source>
        <translation>若不存在则自动创建。</translation>
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
        <source>Set up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>One chain to begin with. More chains, point rates and excluded addresses go into the configuration file, which you can edit later.</source>
        <translation>先设置一条链。其他链、积分费率和排除地址写在配置文件中，以后可以编辑。</translation>
    </message>
    <message>
        <source>Chain &amp;name</source>
        <translation>链名称(&amp;N)</translation>
    </message>
    <message>
        <source>EVM chain &amp;id</source>
        <translation>EVM 链 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Contract &amp;address</source>
        <translation>合约地址(&amp;A)</translation>
    </message>
    <message>
        <source>Start &amp;block</source>
        <translation>起始区块(&amp;B)</translation>
    </message>
    <message>
        <source>C&amp;onfirmations</source>
        <translation>确认数(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;RPC addresses</source>
        <translation>RPC 地址(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Database file</source>
        <translation>数据库文件(&amp;D)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;Save and start</source>
        <translation>保存并开始(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <source>as of %1 UTC</source>
        <translation>截至 %1 UTC</translation>
    </message>
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
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>chainpoints::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
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
</context>
<context>
    <name>chainpoints::WorkPage</name>
    <message>
        <source>The database cannot be read: %1</source>
        <translation>无法读取数据库：%1</translation>
    </message>
    <message>
        <source>The database cannot be read; what is shown is that of %1 UTC. %2</source>
        <translation>无法读取数据库，当前显示的是 %1 UTC 的数据。%2</translation>
    </message>
    <message>
        <source>%1 The next attempt is at %2 UTC.</source>
        <translation>%1 下次尝试时间：%2 UTC。</translation>
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
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
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
