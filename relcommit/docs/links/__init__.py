"""What a reference means, how it is written anew, checked and mended."""
