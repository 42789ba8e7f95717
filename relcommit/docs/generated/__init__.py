"""What we write ourselves: index, banner."""
