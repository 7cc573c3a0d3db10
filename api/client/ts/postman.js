// Writes the Postman collection of the API: one request for each operation, the address and the token as variables. Apifox
// and others import it, or the OpenAPI document itself.
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import converter from "openapi-to-postmanv2";

/** The collection of an OpenAPI document. */
export async function collection(document) {
  const result = await promisify(converter.convert)({ type: "json", data: document }, { folderStrategy: "Tags", requestNameSource: "Fallback" });
  if (!result.result) throw new Error(result.reason);
  const made = result.output[0].data;
  for (const variable of made.variable) if (variable.key === "baseUrl") variable.value = "http://localhost:8080";
  return made;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [, , document, into] = process.argv;
  await writeFile(into, JSON.stringify(await collection(JSON.parse(await readFile(document, "utf8"))), null, 1) + "\n");
}
