import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import { inChromium } from "./chromium.js";
import { pageURL, resident, url } from "./server.js";

/** The package as it is released, served from another origin than the API, as a web site has it. */
async function serve() {
  const server = createServer(async (request, answer) => {
    const name = new URL(request.url!, pageURL).pathname;
    if (name === "/") return answer.setHeader("content-type", "text/html").end("<!doctype html><title>page</title>");
    try {
      const text = await readFile(new URL(`../../dist${name}`, import.meta.url));
      answer.setHeader("content-type", "text/javascript").end(text);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(Number(new URL(pageURL).port), "127.0.0.1", ready));
  return server;
}

// proves AP-25, AP-31
test("a page of an allowed origin files an issue by the package in a browser", async () => {
  const server = await serve();
  try {
    const told = await inChromium(async (page) => {
      await page.goto(pageURL);
      const found = await page.evaluate(
        async ({ url, resident, source }) => {
          const { Client, memory, ApiError } = (await import(source)) as typeof import("../src/index.js");
          const client = new Client({ url, tokens: memory({ accessToken: resident }) });
          const { categories } = await client.get("/v1/categories");
          const filed = await client.post("/v1/issues", {
            body: { kind: "KIND_HELP", category: categories!.find((c) => !c.questions?.length)!.name!, title: "来自浏览器", address: "太平庄东里小区" },
          });
          const issue = await client.get("/v1/issues/{issue}", { path: { issue: filed.name!.split("/")[1]! } });
          const refused = await client.get("/v1/issues/{issue}", { path: { issue: "00000000-0000-7000-8000-000000000000" } }).catch((error) => error);
          return { title: issue.title, refused: refused instanceof ApiError && refused.reason, requestId: refused.requestId };
        },
        { url, resident, source: "/index.js" },
      );
      assert.equal(found.title, "来自浏览器");
      assert.equal(found.refused, "NOT_FOUND");
      assert.match(found.requestId, /\S/);
    });
    assert.deepEqual(told, { outside: [], errors: [] });
  } finally {
    server.close();
  }
});
