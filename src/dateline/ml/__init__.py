"""Trained parts at work: numpy and onnxruntime, nothing that trains."""
