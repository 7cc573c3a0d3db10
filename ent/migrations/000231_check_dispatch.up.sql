ALTER TABLE dispatch
  ADD CONSTRAINT dispatch_kind CHECK (kind IN ('ORDER', 'WHISTLE_DAILY', 'WHISTLE_KEY_TASK', 'WHISTLE_EMERGENCY')),
  ADD CONSTRAINT dispatch_state CHECK (state IN ('DRAFT', 'IN_REVIEW', 'REJECTED', 'SENT', 'HANDLING', 'ADJUDICATION',
    'ESCALATED', 'COMPLETED', 'CLEARED', 'CANCELLED')),
  ADD CONSTRAINT dispatch_tier CHECK (tier IN ('EMERGENCY', 'URGENT', 'ORDINARY', 'COMPLEX')),
  ADD CONSTRAINT dispatch_text CHECK (char_length(text) BETWEEN 1 AND 4000),
  ADD CONSTRAINT dispatch_review CHECK (review IN ('', 'PENDING', 'APPROVED', 'REJECTED')
    AND (review IN ('APPROVED', 'REJECTED')) = (reviewer_id IS NOT NULL AND review_time IS NOT NULL)),
  ADD CONSTRAINT dispatch_review_of_whistle CHECK (kind <> 'ORDER' OR review = ''),
  ADD CONSTRAINT dispatch_sent CHECK (state IN ('CANCELLED') OR (sent_time IS NULL) = (state IN ('DRAFT', 'IN_REVIEW', 'REJECTED'))),
  ADD CONSTRAINT dispatch_cleared CHECK ((cleared_time IS NULL) = (state <> 'CLEARED'));
