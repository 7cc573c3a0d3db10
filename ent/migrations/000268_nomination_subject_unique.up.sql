CREATE UNIQUE INDEX nomination_subject_unique ON nomination (tenant_id, campaign_id, COALESCE(person_id, unit_id, place_id)) WHERE state <> 'WITHDRAWN';
