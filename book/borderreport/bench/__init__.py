"""The benchmark: what the commands of the report take, measured on copies of the project, beside a stock Jupyter Book."""
