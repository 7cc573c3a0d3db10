//go:build system

package system

import (
	"os"
	"os/exec"
	"testing"
)

// The tests of the TypeScript package run in Node and in Chromium against the live server; their own files say what they
// prove.
//
// proves AP-25, AP-02, AP-31
func TestTheTypeScriptPackageAndTheDocsPageWorkInNodeAndInABrowser(t *testing.T) {
	page := "http://" + free(t)
	d := start(t, "--cors-origins", page)
	shell(t, d, `curl "$API/v1/auth:sendCode" --json '{"phone": "13800000001"}'`)
	signIn := shell(t, d, `curl "$API/v1/auth:loginWithCode" --json '{"phone": "13800000001", "code": "`+d.wait(t, shownCode)+`"}'`)
	npm := exec.CommandContext(t.Context(), "npm", "test")
	npm.Dir = "../../api/client/ts"
	npm.Env = append(os.Environ(), "HAOLINJU_URL=http://"+d.rest, "HAOLINJU_PAGE_URL="+page, "HAOLINJU_SIGN_IN="+signIn, "HAOLINJU_RESIDENT_TOKEN="+d.tokens["resident"],
		"HAOLINJU_DISPATCHER_TOKEN="+d.tokens["dispatcher"], "HAOLINJU_ADMIN_TOKEN="+d.tokens["system-admin"])
	npm.Stdout, npm.Stderr = os.Stdout, os.Stderr
	if err := npm.Run(); err != nil {
		t.Error(err)
	}
}
