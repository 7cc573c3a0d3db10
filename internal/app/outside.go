package app

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"os"

	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/mail"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// Outside is whom the house speaks to beside its callers and its database. Who is nil is not set up.
type Outside struct {
	SMS     sms.Sender
	WeChat  *wechat.Client
	Mail    mail.Sender
	Hotline hotline.Exchange
	OIDC    map[int]*oidc.Client // by district
	Systems agency.Systems       // of called units
}

// outside is what the operator has set up.
func (c *Config) outside() (o Outside, err error) {
	if c.SMSURL != "" {
		secret, err := secretOf("--sms-secret-file", c.SMSSecretFile)
		if err != nil {
			return o, err
		}
		if o.SMS, err = sms.NewGateway(c.SMSURL, secret, clock.System{}); err != nil {
			return o, err
		}
	}
	if c.HotlineURL != "" {
		secret, err := secretOf("--hotline-secret-file", c.HotlineSecretFile)
		if err != nil {
			return o, err
		}
		if o.Hotline, err = hotline.NewHTTP(c.HotlineURL, secret, clock.System{}); err != nil {
			return o, err
		}
	}
	if c.WeChatAppID != "" {
		secret, err := secretOf("--wechat-secret-file", c.WeChatSecretFile)
		if err != nil {
			return o, err
		}
		if o.WeChat, err = wechat.NewClient(wechat.Platform, wechat.App{ID: c.WeChatAppID, Secret: string(secret)}, clock.System{}); err != nil {
			return o, err
		}
	}
	if c.SMTPURL != "" {
		if o.Mail, err = c.mailServer(); err != nil {
			return o, err
		}
	}
	if o.Systems, err = c.systems(); err != nil {
		return o, err
	}
	o.OIDC, err = c.issuers()
	return o, err
}

// mailServer is the SMTP server, with the password and the roots of trust from their files.
func (c *Config) mailServer() (*mail.Server, error) {
	server := mail.Config{URL: c.SMTPURL, From: c.MailFrom}
	if c.SMTPPasswordFile != "" {
		password, err := secretOf("--smtp-password-file", c.SMTPPasswordFile)
		if err != nil {
			return nil, err
		}
		server.Password = string(password)
	}
	if c.SMTPCAFile != "" {
		roots, err := secretOf("--smtp-ca-file", c.SMTPCAFile)
		if err != nil {
			return nil, err
		}
		if server.Roots = x509.NewCertPool(); !server.Roots.AppendCertsFromPEM(roots) {
			return nil, fmt.Errorf("--smtp-ca-file: %s holds no certificate", c.SMTPCAFile)
		}
	}
	return mail.NewServer(server, clock.System{})
}

// secretOf reads a secret from its file; the white space around it does not belong to it.
func secretOf(flag, file string) ([]byte, error) {
	if file == "" {
		return nil, errors.New("set " + flag)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	if content = bytes.TrimSpace(content); len(content) == 0 {
		return nil, fmt.Errorf("%s: %s is empty", flag, file)
	}
	return content, nil
}
