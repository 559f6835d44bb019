"""Pictures of a graph: a view becomes a scene, a scene is laid out, and a layout is drawn."""
