DROP INDEX refresh_token_by_session;
