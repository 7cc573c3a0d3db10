DROP POLICY suggestion_tally_tenant ON suggestion_tally;
