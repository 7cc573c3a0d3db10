DROP INDEX consent_one_open;
