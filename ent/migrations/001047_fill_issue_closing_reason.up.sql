-- As it would be derived today.
UPDATE issue SET closing_reason = CASE WHEN state = 'WITHDRAWN' THEN 'WITHDRAWN'
    WHEN diversion IN ('EMERGENCY', 'STATUTORY_ROUTE', 'OUT_OF_REMIT') THEN 'OUT_OF_REMIT'
    WHEN state = 'DIVERTED' OR outcome_solved IS FALSE OR reopen_decision = 'REFUSED' OR dispatch_id IS NULL THEN 'EXPLAINED'
    ELSE 'SOLVED' END
  WHERE state IN ('CLOSED', 'DIVERTED', 'WITHDRAWN');
