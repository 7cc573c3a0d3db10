import type { SignIn } from "../src/index.js";

/** The server that the tests speak to: the demo, started by the Go test that runs this package. */
function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests by make test-system`);
  return value;
}

export const url = given("HAOLINJU_URL");
/** Address that pages of another origin are served from; the server lists it in --cors-origins. */
export const pageURL = given("HAOLINJU_PAGE_URL");
export const resident = given("HAOLINJU_RESIDENT_TOKEN");
export const dispatcher = given("HAOLINJU_DISPATCHER_TOKEN");
export const admin = given("HAOLINJU_ADMIN_TOKEN");

/** The answer of a sign-in by telephone, as the server gave it. */
export const signIn = JSON.parse(given("HAOLINJU_SIGN_IN")) as SignIn;
