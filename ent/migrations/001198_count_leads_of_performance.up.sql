-- All duties are counted anew, with what they are the lead of.
UPDATE event_cursor SET position = 0 WHERE reader = 'performance';
