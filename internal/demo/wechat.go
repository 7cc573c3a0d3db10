package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
)

// The mini-program of the demo, and the key of a session that WeChat sends along with an openid.
const (
	WeChatApp        = "wx-demo"
	WeChatSecret     = "known to everybody"
	WeChatSessionKey = "c2Vzc2lvbl9rZXkgb2YgdGhlIGRlbW8="
)

// mobile is a phone code that the demo's platform takes: the telephone itself.
var mobile = regexp.MustCompile(`^1[0-9]{10}$`)

// WeChatMessage is a subscription message as the platform gets it.
type WeChatMessage struct {
	To       string `json:"touser"`
	Template string `json:"template_id"`
	Page     string `json:"page"`
	Language string `json:"lang"`
	Data     map[string]struct {
		Value string `json:"value"`
	} `json:"data"`
}

// WeChat stands for the platform of mini-programs, which the demo cannot reach: any code logs in, the same code as the same
// user, and a phone code is the telephone itself. Messages go to a function, which answers with the errcode of the platform.
func WeChat(take func(WeChatMessage) (errcode int)) http.Handler {
	mux := http.NewServeMux()
	say := func(w io.Writer, answer map[string]any) { json.NewEncoder(w).Encode(answer) }
	mux.HandleFunc("GET /sns/jscode2session", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.URL.Query().Get("js_code")))
		say(w, map[string]any{"openid": "o" + hex.EncodeToString(sum[:13]), "session_key": WeChatSessionKey})
	})
	mux.HandleFunc("POST /cgi-bin/stable_token", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"access_token": "demo", "expires_in": 7200})
	})
	mux.HandleFunc("POST /wxa/business/getuserphonenumber", func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Code string }
		if json.NewDecoder(r.Body).Decode(&asked) != nil || !mobile.MatchString(asked.Code) {
			say(w, map[string]any{"errcode": 40029})
			return
		}
		say(w, map[string]any{"errcode": 0, "phone_info": map[string]any{"purePhoneNumber": asked.Code, "countryCode": "86"}})
	})
	mux.HandleFunc("POST /cgi-bin/message/subscribe/send", func(w http.ResponseWriter, r *http.Request) {
		var m WeChatMessage
		if json.NewDecoder(r.Body).Decode(&m) != nil || m.To == "" || m.Template == "" || len(m.Data) == 0 {
			say(w, map[string]any{"errcode": 47003})
			return
		}
		say(w, map[string]any{"errcode": take(m), "errmsg": "", "msgid": 1})
	})
	return mux
}
