"""How the report's charts look: template, map, static images."""

from borderreport.charts import template

template.register()
