UPDATE issue SET tier = 'ORDINARY' WHERE tier <> 'ORDINARY';
