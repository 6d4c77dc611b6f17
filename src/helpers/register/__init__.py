"""From a file of financial reports to the frame of the survey, step by step."""
