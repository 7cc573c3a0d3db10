CREATE UNIQUE INDEX nomination_rank_unique ON nomination (tenant_id, campaign_id, rank) WHERE rank IS NOT NULL;
