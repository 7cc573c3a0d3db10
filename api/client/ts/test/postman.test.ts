import assert from "node:assert/strict";
import { test } from "node:test";
import { resident, url } from "./server.js";

interface Item {
  name: string;
  item?: Item[];
  request?: { method: string; url: { path: string[] }; auth?: { type: string } | null };
}

const requests = (items: Item[]): Item[] => items.flatMap((one) => (one.item ? requests(one.item) : [one]));

// proves AP-25
test("the Postman collection has a request for each operation, and one of them is answered", async () => {
  const document = await (await fetch(`${url}/openapi.json`)).json();
  // Written in JavaScript, outside the package that is released.
  const { collection } = (await import(new URL("../../postman.js", import.meta.url).href)) as { collection(document: unknown): Promise<any> };
  const made = await collection(document);
  const operations = Object.values(document.paths as Record<string, object>)
    .flatMap((path) => Object.keys(path))
    .filter((verb) => ["get", "post", "patch", "put", "delete"].includes(verb));
  const all = requests(made.item);
  assert.equal(all.length, operations.length);

  const me = all.find(({ request }) => request!.method === "GET" && request!.url.path.join("/") === "v1/me")!;
  assert.equal(made.auth.type, "bearer");
  const answer = await fetch(`${url}/${me.request!.url.path.join("/")}`, { headers: { authorization: `Bearer ${resident}` } });
  assert.equal(answer.status, 200);
});
