"""The standards' elements as data: order, cardinality, value types and Norwegian labels, in our own compact text."""
