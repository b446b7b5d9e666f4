  def monotonic_recursive(self: __torch__.Ops,
    chosen: Tensor,
    previous: Tensor) -> Tensor:
    p = torch.unbind(chosen, 1)
    a = torch.unbind(previous, 1)
    reached = torch.zeros_like(a[0])
    alignments = annotate(List[Tensor], [])
    for i in range(torch.len(p)):
      reached = torch.add(reached, a[i])
      _0 = torch.append(alignments, torch.mul(p[i], reached))
      reached = torch.mul(torch.rsub(p[i], 1), reached)
    return torch.stack(alignments, 1)
  def location_features(self: __torch__.Ops,
    alignments: Tensor,
    filter: Tensor) -> Tensor:
    kernel = torch.size(filter, 0)
    side = torch.floordiv(kernel, 2)
    padded = torch.constant_pad_nd(alignments, [side, side], 0)
    return torch.matmul(torch.unfold(padded, 1, kernel, 1), filter)
  def read_by_task(self: __torch__.Ops,
    states: Tensor,
    projection: Tensor,
    bias: Tensor,
    context: Tensor) -> Tensor:
    projected = torch.tanh(torch.add(torch.matmul(states, projection), bias))
    weights = torch.softmax(torch.matmul(projected, context), 0)
    return torch.sum(torch.mul(projected, weights), [0])
  def read_head(self: __torch__.Ops,
    x: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    return torch.to(torch.linear(x, weight, bias), 6, False, False, None)
