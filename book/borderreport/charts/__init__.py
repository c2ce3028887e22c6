"""How the report's charts look: template, map, static images."""
