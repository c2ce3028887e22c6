"""What chapters compute with: measures of coverage, standing and independence, competing explanations, borders."""
