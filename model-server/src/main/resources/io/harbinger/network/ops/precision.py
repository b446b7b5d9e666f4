  def to_float16(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.to(x, 5, False, False, None)
  def to_bfloat16(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.to(x, 15, False, False, None)
  def send_pinned(self: __torch__.Ops,
    x: Tensor,
    there: Tensor) -> Tensor:
    pinned = torch.pin_memory(x)
    return torch.to(pinned, ops.prim.device(there), ops.prim.dtype(x), True, False, None)
  def move(self: __torch__.Ops,
    x: Tensor,
    there: Tensor) -> Tensor:
    return torch.to(x, ops.prim.device(there), ops.prim.dtype(x), False, False, None)
