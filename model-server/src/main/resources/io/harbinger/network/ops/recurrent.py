  def janet(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    state: Tensor,
    beta: Tensor) -> Tensor:
    steps = torch.unbind(torch.add(torch.matmul(x, input_weight), bias), 0)
    h = state
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.addmm(steps[i], h, recurrent_weight)
      s, z = torch.chunk(gates, 2, 1)
      keep = torch.mul(torch.sigmoid(s), h)
      h = torch.addcmul(keep, torch.sigmoid(torch.sub(beta, s)), torch.tanh(z))
      _0 = torch.append(states, h)
    return torch.stack(states, 0)
