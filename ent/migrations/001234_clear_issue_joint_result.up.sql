-- Work that was sent back has no result of those who joined: they are asked again after the next reply.
UPDATE issue SET joint_result = NULL
  WHERE joint_result IN ('PENDING', 'CONFIRMED') AND state NOT IN ('ANSWERED', 'REPLIED', 'IN_REVIEW', 'CALLBACK', 'CLOSED');
