// Asks a running API through a client that is made from its description alone. Usage: client.mjs URL TOKEN
import { OpenAPIClientAxios } from "openapi-client-axios";
import axios from "axios";

const [url, token] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const definition = (await axios.get(`${url}/api/v1/openapi.json`, { headers })).data;
const api = new OpenAPIClientAxios({
  definition,
  axiosConfigDefaults: { baseURL: url, headers },
});
const client = await api.init();
client.defaults.baseURL = url;

const { chains } = (await client.listChains()).data;
const names = chains.map((chain) => chain.name);
const chain = names[0];

const users = [];
let cursor;
do {
  const page = (await client.listUsers({ chain, limit: 5, sort: "points", order: "desc", cursor })).data;
  users.push(...page.users);
  cursor = page.next_cursor ?? undefined;
} while (cursor);

const address = users[0].address;
const statement = (await client.showStatement({ address, chain })).data;
const paused = await client.pauseChain({ name: chain });
const resumed = await client.resumeChain({ name: chain });
const action = (await client.showAction({ id: resumed.data.action_id })).data;
const unknown = await client.showUser({ address: `0x${"9".repeat(40)}` }).catch((error) => error.response);

console.log(
  JSON.stringify({
    operations: api.getOperations().length,
    names,
    users: users.length,
    points_raw: users[0].points_raw,
    statement: statement.points_raw,
    statuses: [paused.status, resumed.status, unknown.status],
    error: unknown.data.error.code,
    kind: action.kind,
  }),
);
