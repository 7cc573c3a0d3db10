// Package wechat asks the server of the WeChat mini-program platform who stands behind a code, and hands it subscription
// messages (订阅消息) for the users of the app.
//
// Invariants:
//  1. A session_key is never read: no type here has a field for it (identified).
//  2. The app's secret and tokens are in no error: of a failed call only what happened is told, not its address (call).
//  3. An answer is bounded in size and time, and a redirect is not followed (NewClient, call).
//  4. Of all who need an access token at once, one asks for it (accessToken).
package wechat
