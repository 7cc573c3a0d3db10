DELETE FROM revision WHERE collection = 'roles';
