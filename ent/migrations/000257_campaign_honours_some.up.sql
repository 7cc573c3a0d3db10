ALTER TABLE campaign ADD CONSTRAINT campaign_honours_some CHECK (quota >= 0 AND threshold_basis_points BETWEEN 0 AND 10000 AND (quota > 0 OR threshold_basis_points > 0));
