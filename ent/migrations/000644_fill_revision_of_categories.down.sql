UPDATE revision SET state = state - '{questions,notice,closed_text,named_only,private}'::text[] WHERE collection = 'categories';
