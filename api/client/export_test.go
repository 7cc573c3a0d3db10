package client

// CredentialsAt is ClientCredentials by a given clock.
var CredentialsAt = credentialsAt
