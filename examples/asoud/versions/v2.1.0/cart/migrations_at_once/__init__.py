"""What came before the indexes is the same in both forms."""
