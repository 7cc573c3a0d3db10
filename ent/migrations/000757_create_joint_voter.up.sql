-- Who is asked by a joint confirmation, and what he has answered.
CREATE TABLE joint_voter (
  tenant_id integer NOT NULL,
  confirmation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  solved boolean,
  answer_time timestamptz,
  CONSTRAINT joint_voter_pkey PRIMARY KEY (tenant_id, confirmation_id, person_id),
  CONSTRAINT joint_voter_answered CHECK ((solved IS NULL) = (answer_time IS NULL))
);
COMMENT ON TABLE joint_voter IS 'distributed';
ALTER TABLE joint_voter ENABLE ROW LEVEL SECURITY;
