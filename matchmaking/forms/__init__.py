"""What those who take part fill in."""
