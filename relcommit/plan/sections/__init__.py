"""What each part of a plan says: fields, messages, lists, procedures, documents and dates."""
