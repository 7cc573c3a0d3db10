import { chromium, type Page } from "playwright-core";

/**
 * Run work on a page of a headless Chromium. A request to anywhere but this machine is refused and told: what we serve must
 * work without the network.
 */
export async function inChromium(work: (page: Page) => Promise<void>): Promise<{ outside: string[]; errors: string[] }> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const outside: string[] = [];
  const errors: string[] = [];
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => errors.push(error.message));
    await page.route("**/*", (route) => {
      const address = new URL(route.request().url());
      if (["127.0.0.1", "localhost"].includes(address.hostname) || ["data:", "blob:"].includes(address.protocol)) return route.continue();
      outside.push(address.href);
      return route.abort();
    });
    await work(page);
  } finally {
    await browser.close();
  }
  return { outside, errors };
}
