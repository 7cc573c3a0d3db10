import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, Client, type Incoming, NoAnswer, type Outgoing, type Transport, fetchTransport, memory, uniTransport, wxTransport } from "../src/index.js";
import { platform } from "./platforms.js";
import { admin, resident, signIn, url } from "./server.js";

const signedIn = (accessToken: string) => memory({ accessToken });

/** The server behind a transport that a test can watch and disturb. */
function through(disturb: (request: Outgoing, send: () => Promise<Incoming>, n: number) => Promise<Incoming>): Transport & { sent: Outgoing[] } {
  const sent: Outgoing[] = [];
  const network = fetchTransport();
  return {
    patch: true,
    sent,
    send(request) {
      sent.push({ ...request, headers: { ...request.headers } });
      return disturb(request, () => network.send(request), sent.length);
    },
  };
}

const filing = async (client: Client) => {
  const { categories } = await client.get("/v1/categories");
  return { kind: "KIND_HELP" as const, category: categories!.find((c) => !c.questions?.length)!.name!, title: "楼道灯坏了", address: "太平庄东里小区" };
};

// proves AP-25
test("a client tells every server of the latest change that it has made", async () => {
  const tokens = ["000000010000000000000002", "000000010000000000000001"];
  const transport = through(async (request, send) => {
    const answer = await send();
    return request.method === "POST" ? { ...answer, headers: { ...answer.headers, "x-consistency-token": tokens.shift()! } } : answer;
  });
  const client = new Client({ url, transport, tokens: signedIn(resident) });
  for (const _ of [1, 2]) await client.post("/v1/issues", { body: await filing(client) });
  await client.get("/v1/issues");
  assert.equal(transport.sent.at(-1)!.headers["x-consistency-token"], "000000010000000000000002");
});

test("every transport files an issue, reads it back and is told why a call is refused", async () => {
  wxTransport satisfies (wx: WechatMiniprogram.Wx) => Transport;
  const wx = platform();
  for (const transport of [fetchTransport(), wxTransport(wx), uniTransport(platform())]) {
    const client = new Client({ url, transport, tokens: signedIn(resident) });
    const issue = await client.post("/v1/issues", { body: await filing(client) });
    assert.match(issue.name!, /^issues\//);
    const id = issue.name!.split("/")[1]!;
    assert.equal((await client.get("/v1/issues/{issue}", { path: { issue: id } })).title, "楼道灯坏了");
    await assert.rejects(client.post("/v1/issues/{issue}:triage", { path: { issue: id }, body: {} }), (error: ApiError) => {
      assert.equal(error.status, 403);
      assert.equal(error.code, "PERMISSION_DENIED");
      assert.match(error.requestId, /\S/);
      return true;
    });
  }
  assert.ok(wx.seen.every(({ dataType }) => dataType === "text"));
});

test("a wrong field is an error of the type checker and names the field on the server", async () => {
  const client = new Client({ url, tokens: signedIn(resident) });
  // @ts-expect-error: the contract knows no titel
  await assert.rejects(client.post("/v1/issues", { body: { ...(await filing(client)), titel: "" } }), (error: ApiError) => {
    assert.equal(error.status, 400);
    assert.deepEqual(error.fields.map(({ field }) => field), ["titel"]);
    return true;
  });
  // @ts-expect-error: an id of the path is missing
  await assert.rejects(client.get("/v1/issues/{issue}", {}), ApiError);
});

// proves AD-13
test("a call in another's place names the person, and needs a mandate", async () => {
  const client = new Client({ url, tokens: signedIn(resident) });
  const actingFor = "persons/00000000-0000-7000-8000-000000000001";
  await assert.rejects(client.get("/v1/issues", {}, { actingFor }), (error: ApiError) => {
    assert.equal(error.status, 403);
    assert.equal(error.reason, "NO_MANDATE");
    return true;
  });
});

test("an answer that was lost is asked for again and the change is made once", async () => {
  const transport = through(async (request, send, n) => {
    const answer = await send();
    if (request.method === "POST" && n === 2) throw new Error("connection reset");
    return answer;
  });
  const client = new Client({ url, transport, tokens: signedIn(resident), wait: async () => {} });
  const issue = await client.post("/v1/issues", { body: await filing(client) });
  const posts = transport.sent.filter(({ method }) => method === "POST");
  assert.equal(posts.length, 2);
  assert.equal(posts[0]!.headers["idempotency-key"], posts[1]!.headers["idempotency-key"]);
  const again = await client.post("/v1/issues", { body: await filing(client) }, { idempotencyKey: posts[0]!.headers["idempotency-key"]! });
  assert.equal(again.name, issue.name);
});

test("a server that never answers ends in NoAnswer after the tries that were allowed", async () => {
  const transport = through(async () => {
    throw new Error("network is away");
  });
  const client = new Client({ url, transport, tries: 2, wait: async () => {} });
  await assert.rejects(client.get("/v1/units"), NoAnswer);
  assert.equal(transport.sent.length, 2);
});

test("an overloaded server is asked again no sooner than it says", async () => {
  const waits: number[] = [];
  const transport = through(async (_, send, n) => (n === 1 ? { status: 503, headers: { "retry-after": "7" }, body: "" } : send()));
  const client = new Client({ url, transport, wait: async (milliseconds) => void waits.push(milliseconds) });
  assert.ok((await client.get("/v1/units")).units!.length > 0);
  assert.deepEqual(waits, [7000]);
});

test("where PATCH cannot be sent its twin is", async () => {
  const wx = platform();
  const client = new Client({ url, transport: wxTransport(wx), tokens: signedIn(admin) });
  const [unit] = (await client.get("/v1/units", { query: { code: "110111012" } })).units!;
  const path = { unit: unit!.name!.split("/")[1]! };
  const renamed = await client.patch("/v1/units/{unit}", { path, query: { updateMask: "displayName" }, body: { displayName: "西潞街道", kind: unit!.kind! } });
  assert.equal(renamed.displayName, "西潞街道");
  assert.match(wx.seen.at(-1)!.url, /:update\?updateMask=displayName$/);
});

test("pages follow each other to the last without a gap or a repeat", async () => {
  const client = new Client({ url });
  const names = new Set<string>();
  let count = 0;
  for await (const page of client.pages("/v1/units", { query: { pageSize: 53, kind: "KIND_VILLAGE" } })) {
    for (const unit of page.units!) {
      names.add(unit.name!);
      count++;
    }
  }
  assert.equal(count, 459);
  assert.equal(names.size, 459);
});

test("an old access token is renewed once for all calls that wait for it, and a session that is over is told", async () => {
  const transport = through((_, send) => send());
  let now = Date.now();
  let over = 0;
  const client = new Client({ url, transport, now: () => now, signedOut: () => over++ });
  client.session.accept(signIn);
  const refreshes = () => transport.sent.filter((request) => request.url.endsWith("/v1/auth:refresh")).length;

  const me = await client.get("/v1/me");
  assert.equal(refreshes(), 0);
  now += Number(signIn.expiresIn) * 1000;
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => client.get("/v1/me")));
  assert.equal(refreshes(), 1);
  assert.deepEqual([first!.person, ...others.map(({ person }) => person)], Array(8).fill(me.person));

  client.session.accept({ ...signIn, accessToken: "nonsense" }); // and the refresh token has been used above
  await assert.rejects(client.get("/v1/me"), (error: ApiError) => error.status === 401);
  assert.equal(over, 1);
  assert.equal(await client.session.token(), undefined);
});
