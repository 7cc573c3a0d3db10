ALTER TABLE assignment
  ADD CONSTRAINT assignment_role CHECK (role IN ('LEAD', 'ASSIST', 'INFORMED')),
  ADD CONSTRAINT assignment_state CHECK (state IN ('DRAFT', 'SENT', 'SIGNED', 'RETURN_REQUESTED', 'RETURNED', 'REPORTED_IN',
    'HANDLING', 'COMPLETED', 'WAIVED', 'CANCELLED')),
  ADD CONSTRAINT assignment_duty CHECK (char_length(duty) BETWEEN 1 AND 1000),
  ADD CONSTRAINT assignment_sent CHECK (sent_time IS NOT NULL OR state IN ('DRAFT', 'CANCELLED')),
  ADD CONSTRAINT assignment_signed CHECK (signed_time IS NOT NULL OR state IN ('DRAFT', 'SENT', 'RETURNED', 'WAIVED', 'CANCELLED')),
  ADD CONSTRAINT assignment_report_in CHECK (num_nonnulls(reported_in_time, reporter_id, authority) IN (0, 3)
    AND (state <> 'REPORTED_IN' OR reported_in_time IS NOT NULL)),
  ADD CONSTRAINT assignment_completed CHECK ((completed_time IS NOT NULL) = (state = 'COMPLETED')),
  ADD CONSTRAINT assignment_returned CHECK ((returned_time IS NOT NULL) = (state = 'RETURNED')
    AND (return_reason <> '') = (state = 'RETURNED')
    AND return_reason IN ('', 'NOT_OUR_DUTY', 'WRONG_TERRITORY', 'ALREADY_HANDLED', 'INSUFFICIENT_FACTS', 'DUPLICATE',
      'NEEDS_HIGHER_LEVEL', 'LEGAL_PROCEEDING_OPEN')),
  ADD CONSTRAINT assignment_return_clause CHECK (return_reason <> 'NOT_OUR_DUTY' OR return_clause <> ''),
  ADD CONSTRAINT assignment_waived CHECK ((waive_reason <> '') = (state = 'WAIVED')),
  ADD CONSTRAINT assignment_lead_not_waived CHECK (role <> 'LEAD' OR state <> 'WAIVED');
