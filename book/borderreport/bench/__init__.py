"""What the commands of the report take, measured on copies of it and beside a stock Jupyter Book."""
