import type { MiniProgram } from "../src/index.js";

/** A request as a mini-program platform saw it. */
export interface Seen {
  method: string;
  url: string;
  header: Record<string, string>;
  dataType: string;
}

/** A mini-program platform on the network of this machine: what it is asked to send is sent, by the rules of wx.request. */
export function platform(): MiniProgram & { seen: Seen[] } {
  const seen: Seen[] = [];
  return {
    seen,
    request({ url, method = "GET", header = {}, data, dataType = "json", success, fail }) {
      if (!["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"].includes(method)) {
        throw new Error(`request: ${method} is not a method of the platform`);
      }
      seen.push({ method, url, header, dataType });
      fetch(url, { method, headers: header, ...(data === undefined ? {} : { body: data }) }).then(
        async (answer) => {
          const text = await answer.text();
          success?.({
            statusCode: answer.status,
            header: Object.fromEntries([...answer.headers].map(([name, value]) => [name.replace(/(^|-)\w/g, (c) => c.toUpperCase()), value])),
            data: dataType === "json" ? JSON.parse(text) : text,
          });
        },
        (error: Error) => fail?.({ errMsg: `request:fail ${error.message}` }),
      );
    },
  };
}
