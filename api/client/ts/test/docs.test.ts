import assert from "node:assert/strict";
import { test } from "node:test";
import { inChromium } from "./chromium.js";
import { resident, url } from "./server.js";

// proves AP-02
test("the docs page loads without the network, signs in with a token and tries a call out", async () => {
  const told = await inChromium(async (page) => {
    await page.goto(`${url}/docs/`);
    await page.locator(".info .title").waitFor();
    const operations = await page.locator(".opblock").count();
    assert.ok(operations > 90, `${operations} operations are shown`);

    await page.getByRole("button", { name: "Authorize" }).first().click();
    // The form of a person's token; that of a partner's client is another one.
    const bearer = page.locator(".modal-ux form").filter({ hasText: "bearer" });
    await bearer.locator("input").first().fill(resident);
    await bearer.getByRole("button", { name: "Apply credentials" }).click();
    await bearer.getByRole("button", { name: "Close" }).click();

    const me = page.locator(".opblock", { has: page.locator('.opblock-summary-path[data-path="/v1/me"]') }).filter({ hasText: "GET" }).first();
    await me.locator(".opblock-summary").click();
    await me.getByRole("button", { name: "Try it out" }).click();
    await me.getByRole("button", { name: "Execute" }).click();
    const answer = me.locator(".live-responses-table");
    await answer.waitFor();
    assert.equal((await answer.locator(".response-col_status").last().innerText()).trim().slice(0, 3), "200");
    assert.match(await answer.innerText(), /"tenant"/);
  });
  assert.deepEqual(told, { outside: [], errors: [] });
});
