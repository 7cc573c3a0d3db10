ALTER TABLE issue ADD CONSTRAINT issue_closing_reason CHECK (closing_reason IN ('', 'SOLVED', 'EXPLAINED', 'OUT_OF_REMIT', 'OBJECTIVE_LIMITS', 'WITHDRAWN')
    AND (closing_reason = '' OR state IN ('CLOSED', 'DIVERTED', 'WITHDRAWN')) AND (closing_reason <> 'SOLVED' OR outcome_solved IS NOT FALSE));
