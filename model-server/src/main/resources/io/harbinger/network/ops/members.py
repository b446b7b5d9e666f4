  def janet_members(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    members = torch.size(x, 0)
    time = torch.size(x, 1)
    batch = torch.size(x, 2)
    flat = torch.reshape(x, [members, torch.mul(time, batch), torch.size(x, 3)])
    projected = torch.baddbmm(bias, flat, input_weight)
    steps = torch.unbind(torch.reshape(projected, [members, time, batch, -1]), 1)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.baddbmm(steps[i], h, recurrent_weight)
      s, z = torch.chunk(gates, 2, 2)
      keep = torch.mul(torch.sigmoid(s), h)
      h = torch.addcmul(keep, torch.sigmoid(torch.sub(beta, s)), torch.tanh(z))
      _0 = torch.append(states, h)
    return (torch.stack(states, 1), h)
