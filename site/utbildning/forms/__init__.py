"""Forms: what people type, with a sentence for each thing that is wrong."""
