"""The standards' elements as data: order, cardinality, values and labels, in our own compact text."""
