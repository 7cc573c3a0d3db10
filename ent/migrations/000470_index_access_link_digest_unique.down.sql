DROP INDEX access_link_digest_unique;
