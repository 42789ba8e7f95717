"""What is said of commit messages, by the command, the Action and commitizen."""
