-- All duties are counted anew, with the ratings that there are.
UPDATE event_cursor SET position = 0 WHERE reader = 'performance';
